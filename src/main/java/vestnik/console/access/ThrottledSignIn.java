package vestnik.console.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Checks name and password, for the form and for HTTP Basic alike; says the same of a wrong name, a wrong password and a disabled user.
@Component
final class ThrottledSignIn implements AuthenticationProvider {

    private final AuthenticationProvider passwords;
    private final SignInThrottle throttle;

    ThrottledSignIn(ConsoleUsers users, PasswordEncoder encoder, SignInThrottle throttle) {
        var provider = new DaoAuthenticationProvider(name -> users.findSignIn(name)
                .map(SignedIn::new)
                .orElseThrow(() -> new UsernameNotFoundException("unknown")));
        provider.setPasswordEncoder(encoder);
        this.passwords = provider;
        this.throttle = throttle;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication request) {
        var key = new SignInThrottle.Key(request.getName().toLowerCase(Locale.ROOT), address(request));
        if (throttle.isPaused(key)) {
            throw new PausedException(throttle.pause());
        }
        return authenticate(request, key);
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    private @Nullable Authentication authenticate(Authentication request, SignInThrottle.Key key) {
        try {
            Authentication answer = passwords.authenticate(request);
            throttle.succeeded(key);
            return answer;
        } catch (AuthenticationException refused) {
            throttle.failed(key);
            throw new BadCredentialsException("Wrong name or password", refused);
        }
    }

    private static String address(Authentication request) {
        return request.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }
}
