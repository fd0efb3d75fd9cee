package vestnik.console.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Makes the first user when there is none. A password that nobody gave is printed once, here and nowhere else.
@Component
@Profile("!command")
@ConditionalOnWebApplication
final class FirstAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);
    private static final String NAME = "admin";

    private final ConsoleUsers users;
    private final ConsoleSettings settings;

    FirstAdmin(ConsoleUsers users, ConsoleSettings settings) {
        this.users = users;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (users.none()) {
            create(settings.adminPassword());
        }
    }

    private void create(@Nullable String given) {
        String password = given == null || given.isBlank() ? random() : given;
        if (users.createFirst(NAME, password, Role.ADMIN)) {
            log.warn(
                    password.equals(given) ? "User admin was created with the given password" : announcement(password));
        }
    }

    private static String random() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static String announcement(String password) {
        return """
                The first user of the console was created.

                    ----------------------------------------
                      name      %s
                      password  %s
                    ----------------------------------------

                It is shown only this once: sign in and change it.""".formatted(NAME, password);
    }
}
