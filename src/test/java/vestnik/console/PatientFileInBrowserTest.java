package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;
import vestnik.privacy.Blocks;
import vestnik.privacy.Erasures;
import vestnik.privacy.RequestKind;
import vestnik.privacy.Requests;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class PatientFileInBrowserTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;

    @Autowired
    Blocks blocks;

    @Autowired
    Erasures erasures;

    @Autowired
    Requests requests;

    @Autowired
    Planner planner;

    @Autowired
    Mailings mailings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource source;

    @LocalServerPort
    int port;

    Clinic clinic;
    long adult;
    long child;
    long blocked;
    long erased;

    @BeforeEach
    void aClinicWithAHistory() {
        clock.set(TestClock.START);
        users.create("file-browser", PASSWORD, Role.ADMIN);
        clinic = new Clinic(source);
        adult = clinic.patient();
        child = clinic.child();
        blocked = clinic.patient();
        erased = clinic.patient();
        agreements();
        messages();
        long mother = clinic.representative(child, null, null);
        clinic.representative(child, null, LocalDate.parse("2026-01-01"));
        requests.make(child, mother, RequestKind.ERASURE, null, Map.of());
        requests.make(blocked, null, RequestKind.BLOCKING, "Мне звонят с чужими результатами.", Map.of());
        requests.make(adult, null, RequestKind.CORRECTION, "Фамилия теперь Соколова,\nпаспорт поменяла в октябре.",
                Map.of());
        erasures.erase(id(erased), "own wish", "Акт № 5 от 18.11.2026", "file-browser");
        clock.set(TestClock.START.plus(Duration.ofDays(10)));
    }

    private void agreements() {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording, evidence)
                select patient, purpose, 'EMAIL', 'GRANT', '2026-03-01T10:00Z', 'PAPER', 'olga', '1',
                  '{"document": "папка 7, лист 12"}'
                from unnest(:patients::bigint[]) patient cross join unnest(array['PROMOTION', 'REVIEW']) purpose
                """).param("patients", new Long[]{adult, erased}).update();
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, evidence)
                values (?, 'PROMOTION', 'EMAIL', 'WITHDRAWAL', '2026-11-01T10:00Z', 'ONE_CLICK', 'patient',
                  '{"message": "7.12", "ip": "192.0.2.1", "userAgent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36"}')
                """).param(adult).update();
        jdbc.sql("""
                insert into preference (patient_id, paused_until, rest_days, channel, changed_at, changed_by)
                values (?, '2026-12-31', 30, 'SMS', '2026-11-02T10:00Z', 'patient')
                """).param(adult).update();
        jdbc.sql("insert into unconfirmed_stop (patient_id, at, waited_ms) values (?, '2026-11-01T10:00Z', 2000)")
                .param(adult).update();
    }

    private void messages() {
        clinic.appointment(adult, TestClock.START.plus(Duration.ofDays(3)));
        clinic.visit(adult, TestClock.START.minus(Duration.ofDays(2)));
        plan(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT);
        plan(MailingKind.REVIEW_REQUESTS, Purpose.REVIEW);
    }

    private void plan(MailingKind kind, Purpose purpose) {
        var now = clock.instant();
        Mailing mailing = mailings.open(kind, purpose, "any", kind.job() + "@" + now, now, null, "test", now);
        planner.plan(mailing);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @ParameterizedTest
    @CsvSource({"ru,360", "ru,1280", "en,360", "en,1280"})
    void everyPageIsUsableByEverybody(String language, int width) {
        var browser = new Browser(port, language).wide(width).signIn("file-browser", PASSWORD);
        for (String page : new String[]{"/patients", "/patients/" + id(adult), "/patients/" + id(child),
                "/patients/" + id(blocked), "/patients/erased:" + erased, "/patients/" + id(adult) + "/erasure",
                "/requests"}) {
            browser.open(page).unfold();
            inspect(browser, page.replace(id(adult), "adult").replace(id(child), "child")
                    .replace(id(blocked), "blocked").replaceFirst("erased:\\d+", "erased"), language, width);
        }
        browser.open("/patients").type("text", "Орлова").follow("main button");
        inspect(browser, "/patients-found", language, width);
        browser.open("/patients").type("text", "Nobody").follow("main button");
        inspect(browser, "/patients-nobody", language, width);
    }

    private static void inspect(Browser browser, String page, String language, int width) {
        browser.photograph(Path.of("target", "pages", language + "-" + width + page.replaceAll("\\W+", "-") + ".png"));
        assertThat(browser.barriers()).as(page).isEmpty();
        assertThat(browser.overflow()).as("overflow of " + page).isZero();
        assertThat(browser.complaints()).as(page).isEmpty();
        assertThat(browser.texts("html[lang=" + language + "]")).hasSize(1);
    }

    @Test
    void everythingWorksWithoutScripts() {
        var browser = new Browser(port, "ru").wide(360).withoutScripts().signIn("file-browser", PASSWORD);
        browser.open("/patients").type("text", id(adult)).follow("main button");
        assertThat(browser.path()).isEqualTo("/patients/" + id(adult));
        browser.type("document", "папка 8").follow("form[action$='/consents'] button");
        assertThat(browser.texts("ul.notice li")).containsExactly(
                "спецпредложение, Эл. почта: записано.", "спецпредложение, СМС: записано.");
        browser.type("reason", "Номер чужой").follow("form[action$='/block'] button");
        assertThat(browser.text("h1")).contains("данные заблокированы");
        browser.follow("form[action$='/block/lifting'] button");
        browser.follow("a[href$='/erasure']");
        browser.type("reason", "по заявлению").type("document", "Акт № 6").type("repeated", id(adult))
                .follow("main form button");
        assertThat(browser.path()).isEqualTo("/patients/erased:" + adult);
        assertThat(browser.text(".notice.good")).isEqualTo("Данные человека удалены.");
        assertThat(jdbc.sql("select state from consent where patient_id = ? and purpose = ? and channel = ?")
                .params(adult, Purpose.PROMOTION.name(), Channel.SMS.name()).query(String.class).single())
                .isEqualTo("WITHDRAWN");
    }

    private String id(long patient) {
        return jdbc.sql("select external_id from patient where id = ?").param(patient).query(String.class).single();
    }
}
