package vestnik.console.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How `/v3/api-docs` introduces the API.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BASIC = "basic";

    @Bean
    OpenAPI openApi() {
        var basic = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BASIC)
                .description("Name and password of a user of the console; the role decides what is allowed.");
        return new OpenAPI()
                .info(new Info().title("Vestnik").version("v1")
                        .description("Appointment reminders, promotions and review requests of a clinic. "
                                + "Errors are RFC 9457 problems with a code."))
                .components(new Components().addSecuritySchemes(BASIC, basic))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }
}
