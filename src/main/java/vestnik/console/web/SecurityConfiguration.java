package vestnik.console.web;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.SessionCheck;

/// Three doors: patients and providers come without signing in, programs with HTTP Basic, people with a form and a session.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// Nobody looks at how long each filter takes, and every request would pay for it.
    @Bean
    SecurityObservationSettings nothingIsMeasured() {
        return SecurityObservationSettings.noObservations();
    }

    /// Links carry their own proof and hooks their own signature: nobody is signed in, so there is nothing to forge a request
    /// with.
    @Bean
    @Order(10)
    SecurityFilterChain doorForLinks(HttpSecurity http) {
        return http
                .securityMatcher("/u/**", "/p/**", "/c/**", "/subscribe", "/a/**", "/hooks/**", "/actuator/health/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::guard)
                .build();
    }

    /// No cookie is read here, so no token against forged requests is needed.
    @Bean
    @Order(20)
    SecurityFilterChain doorForPrograms(HttpSecurity http, Refusals refusals) {
        return http.securityMatcher("/api/**", "/v3/**", "/actuator/**")
                .authorizeHttpRequests(requests -> allow(requests, Right.API))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(SecurityConfiguration::guard)
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain doorForPeople(HttpSecurity http, ConsoleUsers users) {
        return http.authorizeHttpRequests(requests -> {
            requests.requestMatchers("/login", "/css/**", "/webjars/**", "/favicon*.svg", "/favicon.ico").permitAll();
            allow(requests, Right.CONSOLE);
        })
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/mailings")
                        .failureHandler(new SignInFailure()))
                .logout(logout -> logout.logoutSuccessUrl("/login?signedOut"))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(new SignInFirst("/login")))
                .requestCache(cache -> cache.requestCache(wantedPages()))
                .addFilterBefore(new SessionCheck(users), AuthorizationFilter.class)
                .headers(SecurityConfiguration::guard)
                .build();
    }

    // Only a page that somebody wanted to see is shown after signing in, not its icon or a part that refreshes itself.
    private static RequestCache wantedPages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals("GET")
                && String.valueOf(request.getHeader("Accept")).contains("text/html")
                && request.getHeader("HX-Request") == null);
        return cache;
    }

    private static void allow(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            List<Right> rights) {
        requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR).permitAll();
        rights.forEach(right -> (right.method() == null
                ? requests.requestMatchers(right.path())
                : requests.requestMatchers(right.method(), right.path())).hasAnyRole(right.names()));
        requests.anyRequest().denyAll();
    }

    private static void guard(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .httpStrictTransportSecurity(https -> https.maxAgeInSeconds(31_536_000));
    }
}
