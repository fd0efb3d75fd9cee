package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// A request that says One-Click as RFC 8058 wants it, whatever its body says.
final class OneClick extends HttpServletRequestWrapper {

    static final String FIELD = "List-Unsubscribe";

    private static final Map<String, String[]> FORM = Map.of(FIELD, new String[]{"One-Click"});

    OneClick(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getContentType() {
        return MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return name.equals(FIELD) ? "One-Click" : null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return FORM.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return FORM;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(FORM.keySet());
    }
}
