package vestnik.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import vestnik.test.TestDatabase;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdminTest {

    private final PasswordEncoder passwords = new RememberingEncoder(
            PasswordEncoderFactories.createDelegatingPasswordEncoder());
    private final ConsoleUsers users = new ConsoleUsers(
            JdbcClient.create(TestDatabase.fresh()), passwords, Clock.systemUTC());

    @Test
    void getsTheGivenPasswordWhichIsNotPrinted(CapturedOutput output) {
        start("given from outside");
        assertThat(admits("given from outside")).isTrue();
        assertThat(output).doesNotContain("given from outside");
    }

    @Test
    void getsARandomPasswordThatIsPrintedOnce(CapturedOutput output) {
        start(null);
        var printed = Pattern.compile("password +(\\S+)").matcher(output);
        assertThat(printed.find()).isTrue();
        assertThat(admits(printed.group(1))).isTrue();
        start(null);
        assertThat(printed.reset(output).results()).hasSize(1);
    }

    @Test
    void isNotMadeWhereThereAreUsers() {
        users.create("anna", "a long enough password", Role.VIEWER);
        start("given from outside");
        assertThat(users.find("admin")).isEmpty();
    }

    @Test
    void twoProcessesMakeOne() {
        assertThat(users.createFirst("admin", "one", Role.ADMIN)).isTrue();
        assertThat(users.createFirst("admin", "other", Role.ADMIN)).isFalse();
        assertThat(admits("one")).isTrue();
    }

    private void start(@Nullable String password) {
        new FirstAdmin(users, new ConsoleSettings(password, 5, Duration.ofMinutes(1)))
                .run(new DefaultApplicationArguments());
    }

    private boolean admits(String password) {
        return users.findSignIn("admin").filter(admin -> admin.role() == Role.ADMIN)
                .filter(admin -> passwords.matches(password, admin.passwordHash())).isPresent();
    }
}
