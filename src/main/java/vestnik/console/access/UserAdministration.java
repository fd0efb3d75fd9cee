package vestnik.console.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import vestnik.audit.AuditTrail;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes users, and writes who did it into the audit trail. One administrator always remains.
@Service
@Transactional
public class UserAdministration {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{2,40}");

    private final ConsoleUsers users;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;

    UserAdministration(ConsoleUsers users, PasswordEncoder passwords, AuditTrail audit) {
        this.users = users;
        this.passwords = passwords;
        this.audit = audit;
    }

    /// Makes a user.
    public UserChange create(String by, String name, String password, Role role) {
        if (!NAME.matcher(name).matches()) {
            return UserChange.BAD_NAME;
        }
        if (!isGood(password, name)) {
            return UserChange.BAD_PASSWORD;
        }
        if (!users.create(name, password, role)) {
            return UserChange.NAME_TAKEN;
        }
        record(by, "create-user", name, Map.of("role", role.name()));
        return UserChange.DONE;
    }

    /// Gives a user another role; their sessions end.
    public UserChange changeRole(String by, String name, Role role) {
        if (role != Role.ADMIN && isLastAdmin(name)) {
            return UserChange.LAST_ADMIN;
        }
        return change(name, user -> {
            users.changeRole(user.name(), role);
            record(by, "change-role", user.name(), Map.of("from", user.role().name(), "to", role.name()));
        });
    }

    /// Ends a user's sessions and lets them in no more.
    public UserChange disable(String by, String name) {
        if (isLastAdmin(name)) {
            return UserChange.LAST_ADMIN;
        }
        return change(name, user -> {
            users.disable(user.name());
            record(by, "disable-user", user.name(), Map.of());
        });
    }

    /// Lets a user in again.
    public UserChange enable(String by, String name) {
        return change(name, user -> {
            users.enable(user.name());
            record(by, "enable-user", user.name(), Map.of());
        });
    }

    /// Gives a user a new password; their sessions end.
    public UserChange resetPassword(String by, String name, String password) {
        if (!isGood(password, name)) {
            return UserChange.BAD_PASSWORD;
        }
        return change(name, user -> {
            users.changePassword(user.name(), password);
            record(by, "reset-password", user.name(), Map.of());
        });
    }

    /// A user's own change of password; their sessions end.
    public UserChange changePassword(String name, String old, String password) {
        boolean known = users.findSignIn(name).filter(user -> passwords.matches(old, user.passwordHash())).isPresent();
        if (!known) {
            return UserChange.WRONG_PASSWORD;
        }
        if (!isGood(password, name)) {
            return UserChange.BAD_PASSWORD;
        }
        users.changePassword(name, password);
        record(name, "change-password", name, Map.of());
        return UserChange.DONE;
    }

    private UserChange change(String name, Consumer<ConsoleUser> change) {
        var user = users.find(name);
        user.ifPresent(change);
        return user.isPresent() ? UserChange.DONE : UserChange.UNKNOWN;
    }

    private boolean isLastAdmin(String name) {
        return users.lockAdmins().equals(List.of(name));
    }

    private static boolean isGood(String password, String name) {
        return password.codePointCount(0, password.length()) >= 12
                && password.getBytes(StandardCharsets.UTF_8).length <= 72
                && !password.equalsIgnoreCase(name);
    }

    private void record(String by, String action, String name, Map<String, String> detail) {
        audit.append(by, action, "user:" + name, detail);
    }
}
