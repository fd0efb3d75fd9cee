package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.report.MailingFixture;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// Of the fixture's messages every fiftieth is uncertain, from number 17 on.
@VestnikTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UncertainPageTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;
    @Autowired
    DataSource source;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    /// Would go on with what is to be sent again.
    @MockitoBean
    MailingRuns runs;
    @LocalServerPort
    int port;

    private long mailing;

    @BeforeAll
    void staff() {
        users.create("olga", PASSWORD, Role.OPERATOR);
        users.create("vera", PASSWORD, Role.VIEWER);
    }

    @BeforeEach
    void sixAnswersAreLost() {
        clock.set(TestClock.START);
        mailing = new MailingFixture(jdbc).finished(400);
    }

    @AfterEach
    void clear() {
        new Clinic(source).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void thePageIsUsableByEverybody(String language) {
        everySortOfNext();
        var browser = new Browser(port, language).signIn("olga", PASSWORD);
        for (int width : new int[]{360, 1280}) {
            browser.wide(width);
            inspect(browser, "/uncertain", language, width);
            inspect(browser, "/uncertain?mailing=" + mailing, language, width);
        }
    }

    @Test
    void thePageIsUsableWithNothingToDecide() {
        clear();
        var browser = new Browser(port, "en").wide(360).signIn("olga", PASSWORD);
        inspect(browser, "/uncertain?mailing=", "none", 360);
        assertThat(browser.text(".empty")).contains("Nothing to decide");
    }

    private static void inspect(Browser browser, String path, String language, int width) {
        browser.open(path);
        browser.unfold();
        String name = "uncertain-" + language + "-" + width + path.replaceAll("\\W+", "-") + ".png";
        browser.photograph(Path.of("target", "pages", name));
        assertThat(browser.barriers()).as(path).isEmpty();
        assertThat(browser.overflow()).as("overflow of " + path).isZero();
        assertThat(browser.complaints()).as(path).isEmpty();
    }

    private void everySortOfNext() {
        jdbc.sql("""
                insert into retry (mailing_id, ordinal, occasion_on, why, due_at)
                select ?, ordinal, date '2026-11-20', why, timestamptz '2026-11-18 09:05Z'
                from (values (67, 'LOOK_UP'), (117, 'UNCERTAIN'), (167, 'DECIDED')) queued (ordinal, why)
                """).param(mailing).update();
        jdbc.sql("""
                insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
                values (?, 167, 2, date '2026-11-20', now(), gen_random_uuid())
                """).param(mailing).update();
        long cancelled = new MailingFixture(jdbc).running(100);
        jdbc.sql("update mailing set cancelled_at = now(), cancelled_by = 'olga' where id = ?").param(cancelled)
                .update();
    }

    @Test
    void anOperatorDecidesWithoutScripts() {
        var browser = new Browser(port, "en").wide(360).withoutScripts().signIn("olga", PASSWORD);
        browser.open("/mailings/" + mailing);
        browser.follow("#uncertain");
        assertThat(browser.texts(".entries li")).hasSize(6);
        assertThat(browser.text("nav .count")).isEqualTo("6");
        browser.follow("#message-" + mailing + "-267 button[value=SENT]");
        assertThat(browser.text("p.notice")).isEqualTo("No. " + mailing + ".267 counts as sent.");
        browser.follow("#message-" + mailing + "-217 button[value=SEND_AGAIN]");
        assertThat(browser.text("p.notice")).contains(mailing + ".217 is sent again");
        assertThat(browser.texts(".entries li")).hasSize(5);
        assertThat(browser.text("nav .count")).isEqualTo("4");
    }

    @Test
    void allAreDecidedAtOnceOnlyBySomebodyWhoIsSureOfHowMany() {
        var visitor = signedIn("olga");
        assertThat(all(visitor, Map.of("decision", "LEAVE", "number", "6"))).contains("tick that you know");
        assertThat(all(visitor, Map.of("decision", "LEAVE", "number", "5", "sure", "true"))).contains("more or fewer");
        assertThat(all(visitor, Map.of("decision", "LEAVE", "number", "6", "sure", "true")))
                .contains("Messages decided on: 6.", "Nothing to decide");
    }

    @Test
    void whoMayNotDecideSeesNoButtonsAndNoNames() {
        String page = signedIn("vera").get("/uncertain").body();
        assertThat(page).contains("message-" + mailing + "-17").doesNotContain("name=\"decision\"", "Иванова");
    }

    @Test
    void aPositionThatIsNoneIsRefused() {
        assertThat(signedIn("olga").get("/uncertain?before=x").statusCode()).isEqualTo(400);
        assertThat(signedIn("olga").get("/uncertain?mailing=0").statusCode()).isEqualTo(404);
    }

    private String all(Visitor visitor, Map<String, String> form) {
        var answer = visitor.submit("/account", "/mailings/" + mailing + "/uncertain-messages/decision", form);
        return visitor.get(answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", ""))
                .body();
    }

    private Visitor signedIn(String name) {
        var visitor = new Visitor(port);
        visitor.signIn(name, PASSWORD);
        return visitor;
    }
}
