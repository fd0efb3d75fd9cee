package vestnik.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends sessions of users who were disabled or given another role or password, on every node, at their next request.
public final class SessionCheck extends OncePerRequestFilter {

    private final ConsoleUsers users;

    /// Asks `users` once per request of a signed-in person.
    public SessionCheck(ConsoleUsers users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn user && isOver(user)) {
            end(request);
        }
        next.doFilter(request, response);
    }

    private boolean isOver(SignedIn user) {
        return users.findSignIn(user.getUsername()).map(SignIn::stamp).filter(user.stamp()::equals).isEmpty();
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
