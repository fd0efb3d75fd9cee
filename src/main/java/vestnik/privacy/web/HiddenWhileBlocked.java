package vestnik.privacy.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import vestnik.privacy.Blocks;

/// Keeps everybody but administrators, who check them, from reading blocked data over the API.
@Component
class HiddenWhileBlocked implements HandlerInterceptor {

    private final Blocks blocks;

    HiddenWhileBlocked(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.GET.matches(request.getMethod()) && !request.isUserInRole("ADMIN")
                && variables(request).get("externalId") instanceof String patient && blocks.find(patient).isPresent()) {
            throw PrivacyProblems.blocked();
        }
        return true;
    }

    private static Map<?, ?> variables(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables
                : Map.of();
    }
}
