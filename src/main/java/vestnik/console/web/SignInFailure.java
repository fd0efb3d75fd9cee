package vestnik.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import vestnik.console.access.PausedException;

/// Back to the form, which says only that name or password is wrong, or that it is too soon.
final class SignInFailure implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException refused) throws IOException {
        String page = refused instanceof PausedException ? "/login?paused" : "/login?wrong";
        new DefaultRedirectStrategy().sendRedirect(request, response, page);
    }
}
