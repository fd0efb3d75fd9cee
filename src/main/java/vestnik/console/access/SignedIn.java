package vestnik.console.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/// Who sends a request.
public final class SignedIn extends User {

    private final Role role;
    private final String stamp;

    SignedIn(SignIn from) {
        super(from.name(), from.passwordHash(), from.enabled(), true, true, true,
                AuthorityUtils.createAuthorityList("ROLE_" + from.role()));
        this.role = from.role();
        this.stamp = from.stamp();
    }

    /// What they may do.
    public Role role() {
        return role;
    }

    String stamp() {
        return stamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && getUsername().equals(that.getUsername()) && stamp.equals(that.stamp);
    }

    @Override
    public int hashCode() {
        return Objects.hash(getUsername(), stamp);
    }
}
