package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.console.access.UserAdministration;
import vestnik.console.access.UserChange;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
class SignInTest {

    private static final String PASSWORD = "a long enough password";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    ConsoleUsers users;

    @Autowired
    UserAdministration administration;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private String name = "";

    @BeforeEach
    void newUser() {
        name = "person" + NUMBER.incrementAndGet();
        users.create(name, PASSWORD, Role.OPERATOR);
    }

    @AfterEach
    void leaveTheServiceAsItWas() {
        clock.set(TestClock.START);
        jdbc.sql("update console_user set disabled_at = null where role = 'ADMIN'").update();
    }

    @Test
    void passwordsAreKeptOnlyAsHashes() {
        String kept = jdbc.sql("select password_hash from console_user where name = ?").param(name)
                .query(String.class).single();
        assertThat(kept).startsWith("{bcrypt}").doesNotContain(PASSWORD);
    }

    @Test
    void aPersonSignsInWithTheFormAndOut() {
        var visitor = new Visitor(port);
        assertThat(visitor.signIn(name.toUpperCase(Locale.ROOT), PASSWORD)).satisfies(sentTo("/mailings"));
        assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
        assertThat(visitor.submit("/account", "/logout", Map.of())).satisfies(sentTo("/login?signedOut"));
        assertThat(visitor.get("/account")).satisfies(sentTo("/login"));
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        var visitor = new Visitor(port);
        visitor.signIn(name, PASSWORD);
        assertThat(visitor.call("POST", "/logout").statusCode()).isEqualTo(403);
    }

    @Test
    void theSessionGetsANewIdWhenSomebodySignsIn() {
        var visitor = new Visitor(port);
        String before = cookie(visitor.get("/login"));
        String after = cookie(visitor.signIn(name, PASSWORD));
        assertThat(after).isNotEqualTo(before).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void theSameIsSaidOfAWrongNameAWrongPasswordAndADisabledUser() {
        users.create("gone" + name, PASSWORD, Role.VIEWER);
        administration.disable("test", "gone" + name);
        assertThat(List.of(
                new Visitor(port).signIn("nobody-" + name, PASSWORD),
                new Visitor(port).signIn(name, "wrong"),
                new Visitor(port).signIn("gone" + name, PASSWORD))).allSatisfy(sentTo("/login?wrong"));
    }

    @Test
    void aFewWrongPasswordsBringAPauseWhetherTheNameExistsOrNot() {
        for (String tried : List.of(name, "nobody-" + name)) {
            for (int failure = 0; failure < 5; failure++) {
                assertThat(new Visitor(port).signIn(tried, "wrong")).satisfies(sentTo("/login?wrong"));
            }
            assertThat(new Visitor(port).signIn(tried, PASSWORD)).satisfies(sentTo("/login?paused"));
        }
        var program = new Visitor(port).call("GET", "/api/v1/mailings", name, PASSWORD);
        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).hasValue("60");
        clock.advance(Duration.ofMinutes(1));
        assertThat(new Visitor(port).signIn(name, PASSWORD)).satisfies(sentTo("/mailings"));
    }

    @Test
    void aSessionEndsWhenTheUserIsDisabledOrGetsAnotherRoleOrPassword() {
        var disabled = signedIn();
        administration.disable("test", name);
        assertThat(disabled.get("/account")).satisfies(sentTo("/login"));
        administration.enable("test", name);
        var changed = signedIn();
        administration.changeRole("test", name, Role.VIEWER);
        assertThat(changed.get("/account")).satisfies(sentTo("/login"));
        var reset = signedIn();
        administration.resetPassword("test", name, PASSWORD + "!");
        assertThat(reset.get("/account")).satisfies(sentTo("/login"));
        assertThat(new Visitor(port).call("GET", "/api/v1/mailings", name, PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void aPageThatRefreshesItselfIsSentToTheFormWhenTheSessionIsOver() {
        var answer = new Visitor(port).call("GET", "/mailings", Map.of("HX-Request", "true"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Refresh")).hasValue("true");
    }

    @Test
    void theLastAdministratorStays() {
        jdbc.sql("update console_user set disabled_at = now() where role = 'ADMIN'").update();
        users.create("last" + name, PASSWORD, Role.ADMIN);
        assertThat(administration.disable("test", "last" + name)).isEqualTo(UserChange.LAST_ADMIN);
        assertThat(administration.changeRole("test", "last" + name, Role.VIEWER)).isEqualTo(UserChange.LAST_ADMIN);
    }

    @Test
    void programsAreToldInProblemsWhyTheyAreRefused() {
        var stranger = new Visitor(port).call("GET", "/api/v1/mailings");
        assertThat(stranger.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(stranger.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
                scheme -> assertThat(scheme).startsWith("Basic"));
        assertThat(stranger.headers().map()).doesNotContainKey("set-cookie");
        assertThat(stranger.body()).contains("\"code\":\"NOT_SIGNED_IN\"", "\"status\":401");
        var refused = new Visitor(port).call("POST", "/api/v1/campaigns", name, PASSWORD);
        assertThat(refused.body()).contains("\"code\":\"NOT_ALLOWED\"", "urn:problem-type:vestnik:not-allowed");
    }

    @Test
    void everyPageForbidsScriptsAndFramesFromElsewhere() {
        assertThat(new Visitor(port).get("/login").headers().map())
                .containsEntry("content-security-policy", List.of("default-src 'none'; script-src 'self'; "
                        + "style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
                        + "frame-ancestors 'none'; base-uri 'none'"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    private Visitor signedIn() {
        var visitor = new Visitor(port);
        visitor.signIn(name, PASSWORD);
        assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
        return visitor;
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("vestnik=")).findFirst().orElseThrow();
    }

    private static ThrowingConsumer<HttpResponse<String>> sentTo(String path) {
        return answer -> {
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(
                    location -> assertThat(location).endsWith(path));
        };
    }
}
