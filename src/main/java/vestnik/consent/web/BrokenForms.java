package vestnik.consent.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets an unsubscribe count though the form of the mailbox provider is broken: the link says all that must be known, and
/// our own buttons never send a form of that kind.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class BrokenForms extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/u/")
                || !String.valueOf(request.getContentType()).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isReadable(request) ? request : new OneClick(request), response);
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParts();
            return true;
        } catch (ServletException | IOException | IllegalStateException broken) {
            return false;
        }
    }
}
