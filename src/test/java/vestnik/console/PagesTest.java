package vestnik.console;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.report.MailingFixture;
import vestnik.test.VestnikTest;

@VestnikTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private long finished;
    private long running;

    @BeforeAll
    void aClinicAtWork() {
        users.create("anna", PASSWORD, Role.ADMIN);
        users.create("boris", PASSWORD, Role.VIEWER);
        var fixture = new MailingFixture(jdbc);
        finished = fixture.finished(12_000);
        running = fixture.running(1_000);
    }

    @AfterAll
    void nobodyElseSeesThem() {
        jdbc.sql("delete from mailing").update();
    }

    @ParameterizedTest
    @CsvSource({"ru,360", "ru,1280", "en,360", "en,1280"})
    void everyPageIsUsableByEverybody(String language, int width) {
        var browser = new Browser(port, language).wide(width);
        inspect(browser, "/login", language, width);
        browser.signIn("anna", PASSWORD);
        for (String path : new String[]{"/mailings", "/mailings/" + running + "?live=off", "/mailings/" + finished,
                "/mailings/" + finished + "/messages?state=WITHHELD&reason=NO_CONSENT",
                "/mailings/" + finished + "/messages", "/mailings?kind=REVIEW_REQUESTS", "/users", "/users/boris",
                "/account", "/nothing-here"}) {
            inspect(browser, path, language, width);
        }
    }

    private static void inspect(Browser browser, String path, String language, int width) {
        browser.open(path);
        browser.photograph(Path.of("target", "pages", language + "-" + width + path.replaceAll("\\W+", "-") + ".png"));
        assertThat(browser.barriers()).as(path).isEmpty();
        assertThat(browser.overflow()).as("overflow of " + path).isZero();
        assertThat(browser.complaints()).as(path).allMatch(complaint -> complaint.contains("nothing-here"));
        assertThat(browser.texts("html[lang=" + language + "]")).hasSize(1);
    }

    @Test
    void theNumbersOpenTheListBehindThem() {
        var browser = new Browser(port, "en").wide(1280).signIn("anna", PASSWORD);
        browser.open("/mailings/" + finished).follow("a[href$='state=REJECTED']");
        assertThat(browser.path()).endsWith("messages?state=REJECTED");
        assertThat(browser.texts("tbody .badge")).hasSize(50).containsOnly("Refused");
        assertThat(browser.texts("tbody td.reason")).allMatch(reason -> reason.contains("550 5.1.1"));
        browser.follow("a[rel=next]");
        assertThat(browser.texts("tbody .badge")).hasSize(50).containsOnly("Refused");
    }

    @Test
    void whatRunsRefreshesItself() {
        var browser = new Browser(port, "en").wide(1280).signIn("anna", PASSWORD).open("/mailings/" + running);
        String before = browser.text(".big b");
        assertThat(browser.text(".badge")).isEqualTo("sending");
        jdbc.sql("""
                insert into outcome (mailing_id, ordinal, number, occasion_on, at, result)
                select mailing_id, ordinal, 1, occasion_on, now(), 'ACCEPTED' from message
                where mailing_id = ? and withheld is null and ordinal between 601 and 620
                """).param(running).update();
        await().atMost(15, SECONDS).until(() -> !browser.text(".big b").equals(before));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everythingWorksWithoutScripts() {
        var browser = new Browser(port, "ru").wide(360).withoutScripts().signIn("anna", PASSWORD);
        assertThat(browser.path()).isEqualTo("/mailings");
        browser.follow("a[href='/mailings/" + running + "']");
        assertThat(browser.text("h1")).startsWith("Напоминания о приёме");
        browser.follow("a[hreflang=en]");
        assertThat(browser.text("h1")).startsWith("Appointment reminders");
        browser.follow(".who form button");
        assertThat(browser.text("h1")).isEqualTo("Sign in");
    }

    @Test
    void onlyThoseWhoMaySeeNames() {
        String list = "/mailings/" + finished + "/messages?state=ACCEPTED";
        var admin = new Visitor(port);
        admin.signIn("anna", PASSWORD);
        assertThat(admin.get(list).body()).contains("Иванова Мария Петровна", "p-4");
        var viewer = new Visitor(port);
        viewer.signIn("boris", PASSWORD);
        assertThat(viewer.get(list).body()).doesNotContain("Иванова").contains("p-4");
    }

    @Test
    void aBlockedPatientsNameIsHidden() {
        var admin = new Visitor(port);
        admin.signIn("anna", PASSWORD);
        var list = admin.get("/mailings/" + running + "/messages?language=en").body();
        int blocked = list.indexOf("<code>p-2</code>");
        assertThat(blocked).isPositive();
        assertThat(list.substring(0, blocked)).endsWith("<small><a href=\"/patients/p-2\">")
                .contains("data are blocked");
    }

    @Test
    void anEmptyClinicIsToldWhatToDo() {
        var admin = new Visitor(port);
        admin.signIn("anna", PASSWORD);
        assertThat(admin.get("/mailings?kind=REVIEW_REQUESTS").body())
                .contains("Nothing was sent yet", "Run review requests now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailings/999999", "/mailings/999999/messages", "/users/nobody", "/nothing-here"})
    void whatIsNotThereHasAPage(String path) {
        var admin = new Visitor(port);
        admin.signIn("anna", PASSWORD);
        var page = admin.get(path);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here").doesNotContain("Exception");
    }

    @Test
    void whatIsNotAllowedHasAPage() {
        var viewer = new Visitor(port);
        viewer.signIn("boris", PASSWORD);
        assertThat(viewer.get("/users").body()).contains("Not allowed");
    }
}
