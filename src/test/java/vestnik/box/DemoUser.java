package vestnik.box;

import java.util.Locale;
import vestnik.console.access.Role;

/// Who may sign in to the box; nowhere else is there a password that everybody knows.
enum DemoUser {
    ADMIN(Role.ADMIN), MARKETER(Role.MARKETER), OPERATOR(Role.OPERATOR), VIEWER(Role.VIEWER);

    private final Role role;

    DemoUser(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    String login() {
        return name().toLowerCase(Locale.ROOT);
    }

    String password() {
        return login() + "-demo";
    }
}
