package vestnik.privacy.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class PrivacyWebConfiguration implements WebMvcConfigurer {

    private final HiddenWhileBlocked hidden;

    PrivacyWebConfiguration(HiddenWhileBlocked hidden) {
        this.hidden = hidden;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(hidden).addPathPatterns("/api/v1/patients/*/**")
                .excludePathPatterns("/api/v1/patients/*/block");
    }
}
