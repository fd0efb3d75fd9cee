package vestnik.box.web;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import vestnik.box.mail.MailStore;
import vestnik.box.sms.SmsStore;
import vestnik.clinic.ClinicSettings;

/// The pages under /box. No stereotype, so that a scan for beans, as in tests, passes it by: only the box names it.
public class BoxPages {

    @Bean
    RouterFunction<ServerResponse> boxRoutes(MailStore mails, SmsStore messages, ClinicSettings clinic) {
        var page = new Page(clinic.zone());
        var mail = new MailPages(mails, page);
        var sms = new SmsPages(messages, page);
        return RouterFunctions.route()
                .GET("/box", _ -> ServerResponse.seeOther(URI.create("/box/mail")).build())
                .GET("/box/mail", mail::list)
                .GET("/box/mail/{id:\\d{1,12}}", mail::one)
                .GET("/box/mail/{id:\\d{1,12}}/body", mail::body)
                .GET("/box/sms", sms::list)
                .build();
    }

    /// The box listens on loopback only and everybody in it is invented: no door.
    @Bean
    @Order(1)
    SecurityFilterChain boxDoor(HttpSecurity http) {
        return http.securityMatcher("/box", "/box/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin()))
                .build();
    }
}
