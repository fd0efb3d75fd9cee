package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Compares a request with the path of one-click unsubscribes before all the paths of the service are gone through, for these
/// come by the thousand in the minutes of a campaign.
@Component
final class OneClickFirst extends RequestMappingHandlerMapping {

    OneClickFirst() {
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected boolean isHandler(Class<?> type) {
        return type == OneClickUnsubscribe.class;
    }

    /// Leaves it to the others.
    @Override
    protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, String path,
            HttpServletRequest request) {
        return null;
    }
}
