package vestnik.console.access;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What is compared when somebody signs in.
record SignIn(String name, String passwordHash, Role role, boolean enabled) {

    /// Changes whenever password, role or state change: a session with another stamp is over.
    String stamp() {
        String all = passwordHash + '\n' + role + '\n' + enabled;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
