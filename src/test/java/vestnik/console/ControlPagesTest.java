package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.mailing.Held;
import vestnik.mailing.Holds;
import vestnik.mailing.Why;
import vestnik.report.MailingFixture;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;

@VestnikTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPagesTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;
    @Autowired
    Holds holds;
    @Autowired
    Alerts alerts;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;
    /// Would go on with what is let go.
    @MockitoBean
    MailingRuns runs;
    @LocalServerPort
    int port;

    private JdbcClient jdbc;
    private long running;
    private long campaign;

    @BeforeAll
    void staff() {
        jdbc = JdbcClient.create(source);
        users.create("olga", PASSWORD, Role.OPERATOR);
        users.create("marketer", PASSWORD, Role.MARKETER);
        users.create("boris", PASSWORD, Role.MARKETER);
        users.create("vera", PASSWORD, Role.VIEWER);
    }

    @BeforeEach
    void aClinicAtWork() {
        clock.set(TestClock.START);
        var fixture = new MailingFixture(jdbc);
        running = fixture.running(1_000);
        campaign = fixture.finished(1_000);
        jdbc.sql("delete from outcome where mailing_id = ? and ordinal > 600").param(campaign).update();
        jdbc.sql("update mailing set finished_at = null where id = ?").param(campaign).update();
    }

    @AfterEach
    @AfterAll
    void clear() {
        new Clinic(source).close();
    }

    @ParameterizedTest
    @CsvSource({"ru,360", "ru,1280", "en,360", "en,1280"})
    void everyPageIsUsableByEverybody(String language, int width) {
        muchIsHeld();
        var browser = new Browser(port, language).wide(width).signIn("olga", PASSWORD);
        for (String path : new String[]{"/mailings?live=off", "/mailings/" + running + "?live=off",
                "/mailings/" + campaign + "?live=off", "/mailings/" + campaign + "/cancellation", "/stop",
                "/alerts"}) {
            inspect(browser, path, language, width);
        }
        clear();
        inspect(browser, "/stop", language, width);
        inspect(browser, "/alerts", language, width);
    }

    private static void inspect(Browser browser, String path, String language, int width) {
        browser.open(path);
        browser.photograph(
                Path.of("target", "pages",
                        "control-" + language + "-" + width + path.replaceAll("\\W+", "-") + ".png"));
        assertThat(browser.barriers()).as(path).isEmpty();
        assertThat(browser.overflow()).as("overflow of " + path).isZero();
        assertThat(browser.complaints()).as(path).isEmpty();
    }

    private void muchIsHeld() {
        holds.hold(new Held.Everything(), Why.byHand("Пожар в серверной, никому не пишем"), "olga");
        holds.hold(new Held.OnChannel(Channel.SMS), Why.answered(Why.Reason.LOCKED_OUT, "401 20003 Authenticate",
                clock.instant().plusSeconds(240)), Holds.BY_ITSELF);
        holds.hold(new Held.FromTemplate("promotion"), Why.answered(Why.Reason.FILTERED, "30007 Carrier violation"),
                Holds.BY_ITSELF);
        holds.hold(new Held.OfCampaign(jdbc.sql("select campaign_id from mailing where id = ?").param(campaign)
                .query((row, _) -> row.getLong(1)).single()), Why.tooMany(Why.Reason.BOUNCES, 64, 1_200),
                Holds.BY_ITSELF);
        alerts.raise(AlertKind.LOCKED_OUT, "SMS", "401 20003 Authenticate");
        alerts.raise(AlertKind.LOCKED_OUT, "SMS", "401 20003 Authenticate");
        alerts.raise(AlertKind.TAKEN_FOR_SPAM, "a-domain-of-a-rather-long-name.example",
                "550 5.7.1 " + "x".repeat(120));
        alerts.acknowledge(alerts.open().getFirst().id(), "olga");
        jdbc.sql("""
                insert into back_off (target, scope, reason, fails, since, until)
                values ('mail.ru', 'campaign:1', 'TAKEN_FOR_SPAM', 1, :at, cast(:at as timestamptz) + interval '1 hour')
                """).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    void anOperatorStopsEverythingAndLetsItGoOnWithoutScripts() {
        var browser = new Browser(port, "en").wide(360).withoutScripts().signIn("olga", PASSWORD);
        browser.follow("#stop");
        browser.type("reason", "wrong prices").follow("button.danger");
        assertThat(holds.find(new Held.Everything())).get()
                .satisfies(hold -> assertThat(hold.by()).isEqualTo("olga"))
                .satisfies(hold -> assertThat(hold.why().detail()).isEqualTo("wrong prices"));
        browser.open("/mailings/" + running);
        assertThat(browser.text(".banner")).contains("Everything is stopped", "olga", "wrong prices");
        assertThat(browser.text("h1 .badge")).isEqualTo("paused");
        browser.follow(".banner a");
        browser.follow("main form button");
        assertThat(holds.open()).isEmpty();
        browser.open("/mailings");
        assertThat(browser.texts(".banner")).isEmpty();
    }

    @Test
    void aMailingIsPausedResumedAndCancelled() {
        var browser = new Browser(port, "en").wide(1280).signIn("marketer", PASSWORD);
        browser.open("/mailings/" + campaign + "?live=off").follow("#hold");
        assertThat(browser.text("h1 .badge")).isEqualTo("paused");
        assertThat(browser.text("ul.notice")).contains("by marketer", "552 already sent", "150 wait");
        browser.open("/mailings?live=off");
        assertThat(browser.texts(".badge")).contains("paused");
        browser.open("/mailings/" + campaign).follow("#resume");
        assertThat(browser.text("h1 .badge")).isEqualTo("sending");
        browser.follow("#cancel");
        assertThat(browser.text("main")).contains("552 already sent", "150 more will not be sent",
                "cannot be undone");
        browser.follow("button.danger");
        assertThat(browser.text("h1 .badge")).isEqualTo("cancelled");
        assertThat(browser.texts("#hold, #resume, #cancel")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ru,360,ждёт повтора,Остальное попробуем отправить ещё раз 18 нояб. 2026",
            "en,1280,to be tried again,The rest will be tried again at 18 Nov 2026"})
    void whatIsTriedAgainLaterSaysWhen(String language, int width, String state, String when) {
        jdbc.sql("delete from message where mailing_id = ? and ordinal > 600").param(campaign).update();
        jdbc.sql("update mailing set resume_at = timestamptz '2026-11-18 09:05Z' where id = ?").param(campaign)
                .update();
        jdbc.sql("insert into retry select mailing_id, ordinal, occasion_on, 'DEFERRED', now() from message "
                + "where mailing_id = ? and ordinal <= 7").param(campaign).update();
        var browser = new Browser(port, language).wide(width).signIn("olga", PASSWORD);
        inspect(browser, "/mailings/" + campaign + "?live=off&state=retrying", language, width);
        assertThat(browser.text("h1 .badge")).isEqualTo(state);
        assertThat(browser.texts("p.notice")).first().asString().contains(when, "12:05", " 7.");
    }

    @Test
    void whatPausedItselfSaysWhy() {
        muchIsHeld();
        var visitor = new Visitor(port);
        visitor.signIn("vera", PASSWORD);
        String page = visitor.get("/mailings/" + campaign).body();
        assertThat(page).contains("paused by itself: 5.3 % came back, of 1,200 sent.", ">paused by itself</span>")
                .doesNotContain("id=\"resume\"", "id=\"cancel\"", "id=\"stop\"");
    }

    @Test
    void othersSeeNoButtonsAndMayNotPressThem() {
        for (String name : new String[]{"boris", "vera"}) {
            var visitor = new Visitor(port);
            visitor.signIn(name, PASSWORD);
            assertThat(visitor.get("/mailings/" + campaign).body()).doesNotContain("id=\"hold\"", "id=\"cancel\"");
            assertThat(visitor.submit("/account", "/mailings/" + campaign + "/pause", Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(visitor.get("/mailings/" + campaign + "/cancellation").statusCode()).isEqualTo(403);
        }
        assertThat(holds.open()).isEmpty();
    }

    @Test
    void alertsAreNumberedUntilSomebodyLooked() {
        alerts.raise(AlertKind.SENDER_UNPROVEN, "mail.ru", "550 5.7.26");
        var browser = new Browser(port, "en").wide(1280).signIn("marketer", PASSWORD);
        assertThat(browser.text(".count")).isEqualTo("1");
        browser.follow("nav a[href='/alerts']");
        assertThat(browser.text("main")).contains("A domain doubts that we are the sender", "mail.ru", "550 5.7.26",
                "Check SPF, DKIM, DMARC");
        browser.follow("main form button");
        assertThat(browser.texts(".count")).isEmpty();
        assertThat(browser.text("main")).contains("Seen by marketer");
    }
}
