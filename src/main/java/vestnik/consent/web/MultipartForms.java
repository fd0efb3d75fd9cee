package vestnik.consent.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets an unsubscribe count though the form of the mailbox provider is broken: the link says all that must be known, and
/// our own buttons never send a form of that kind. And takes no large form from strangers, who could fill the disk with it:
/// only the API takes files, from whoever signed in.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class MultipartForms extends OncePerRequestFilter {

    private static final long LARGEST = 64 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return path(request).startsWith("/api/")
                || !String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSmall(request) && isReadable(request)) {
            chain.doFilter(request, response);
        } else if (path(request).startsWith("/u/")) {
            chain.doFilter(new OneClick(request), response);
        } else {
            response.setStatus((isSmall(request) ? HttpStatus.BAD_REQUEST : HttpStatus.CONTENT_TOO_LARGE).value());
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean isSmall(HttpServletRequest request) {
        return 0 <= request.getContentLengthLong() && request.getContentLengthLong() <= LARGEST;
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
