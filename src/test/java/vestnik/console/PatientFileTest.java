package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.privacy.Blocks;
import vestnik.privacy.RequestKind;
import vestnik.privacy.Requests;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class PatientFileTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;

    @Autowired
    Blocks blocks;

    @Autowired
    Requests requests;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource source;

    @LocalServerPort
    int port;

    Clinic clinic;
    long patient;
    String id;
    Visitor olga;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        users.create("file-olga", PASSWORD, Role.OPERATOR);
        clinic = new Clinic(source);
        patient = clinic.patient();
        id = externalId(patient);
        olga = new Visitor(port);
        olga.signIn("file-olga", PASSWORD);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"external_id", "phone", "email", "upper(email)", "'петровна орл'",
            "'8 (' || substr(phone, 3, 3) || ') ' || substr(phone, 6)"})
    void findsByWhateverIsSaid(String said) {
        String text = jdbc.sql("select " + said + " from patient where id = ?").param(patient).query(String.class)
                .single();
        assertThat(location(find(text))).isEqualTo("/patients/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Иванова", "%", "_", " ", "+7 916 000-00-00", "' or true --"})
    void findsNobodyElse(String said) {
        assertThat(find(said).body()).contains("Nobody was found");
    }

    @Test
    void findsAChildByWhoActsForIt() {
        long child = clinic.child();
        long mother = clinic.representative(child, null, null);
        String phone = jdbc.sql("select phone from representative where id = ?").param(mother).query(String.class)
                .single();
        assertThat(location(find(phone))).isEqualTo("/patients/" + externalId(child));
    }

    @Test
    void ofSeveralItTellsNamesButNotOfTheBlocked() {
        long other = clinic.with(clinic.patient(), "given_name = 'Вера'");
        blocks.block(externalId(other), "wrong phone", null, "olga");
        var found = find("Орлова").body();
        assertThat(found).contains("Орлова Анна Петровна", externalId(other), "data are blocked")
                .doesNotContain("Вера");
    }

    @Test
    void whatIsLookedForStandsInNoAddress() {
        assertThat(location(find("Орлова Анна"))).doesNotContain(URLEncoder.encode("Орлова", StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhatMayBeSentAndWhy() {
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        clinic.withdraws(patient, Purpose.REVIEW, Channel.SMS);
        assertThat(show().replaceAll("\\s+", " "))
                .contains("Орлова", "<code>OPTED_OUT</code>", "<code>NO_CONSENT</code>",
                        "Refused", "Agreed", "on paper · reception")
                .doesNotContain("NO_ADDRESS");
    }

    @Test
    void showsTheTextThatWasAgreedTo() {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording, evidence)
                values (?, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PAPER', 'igor', '1', '{"document": "form 17"}')
                """).param(patient).update();
        assertThat(show()).contains("I agree to get messages from the clinic", "form 17", "igor");
    }

    @Test
    void nothingOnThePageIsMarkup() {
        clinic.with(patient, "family_name = '<script>alert(1)</script>'");
        requests.make(patient, null, RequestKind.CORRECTION, "<img src=x onerror=alert(1)>", Map.of());
        assertThat(show()).contains("&lt;script&gt;", "&lt;img").doesNotContain("<script>alert", "<img src=x");
        assertThat(olga.get("/requests").body()).contains("&lt;img").doesNotContain("<img src=x");
    }

    @Test
    void blockingHidesEverythingAndUnblockingShowsItAgain() {
        String email = jdbc.sql("select email from patient where id = ?").param(patient).query(String.class).single();
        assertThat(show()).contains(email);
        submit("/block", Map.of("reason", "Not their phone", "dueOn", "2026-11-25"));
        assertThat(show()).contains("Nothing is sent to this patient any more", "Not their phone", "25 Nov 2026")
                .doesNotContain("Орлова", email, "1980");
        assertThat(olga.get("/patients/" + id + "/export").statusCode()).isEqualTo(403);
        submit("/block/lifting", Map.of());
        assertThat(show()).contains("The data are unblocked", email, "lifted");
    }

    @ParameterizedTest
    @CsvSource({"'',,REASON_MISSING", "x,2026-11-17,DUE_IN_THE_PAST"})
    void aBlockNeedsAReasonAndADayToCome(String reason, String dueOn, String why) {
        submit("/block", Map.of("reason", reason, "dueOn", dueOn == null ? "" : dueOn));
        assertThat(show()).contains(why.equals("REASON_MISSING") ? "needs a reason" : "a day that is over");
        assertThat(blocks.find(id)).isEmpty();
    }

    @Test
    void aPaperIsRecordedForEachChannel() {
        submit("/consents?channels=EMAIL&channels=SMS",
                Map.of("act", "GRANT", "purpose", "PROMOTION", "document", "form 17", "wording", "1", "at", ""));
        assertThat(entries(patient)).containsExactly("PROMOTION EMAIL GRANT PAPER file-olga form 17 1",
                "PROMOTION SMS GRANT PAPER file-olga form 17 1");
        assertThat(show()).contains("special offer, E-mail: recorded.", "special offer, SMS: recorded.");
        assertThat(jdbc.sql("select distinct action from audit_entry").query(String.class).single())
                .isEqualTo("record-consent");
    }

    @Test
    void everythingIsRefusedAtOnce() {
        submit("/consents?channels=EMAIL&channels=SMS",
                Map.of("act", "WITHDRAWAL", "purpose", "", "document", "form 18", "wording", "1"));
        assertThat(entries(patient)).hasSize(6).allMatch(entry -> entry.contains("WITHDRAWAL PAPER file-olga form 18"));
    }

    @Test
    void anOlderPaperDoesNotOutdoARefusal() {
        clock.set(TestClock.START.plus(Duration.ofDays(2)));
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor)
                values (?, 'PROMOTION', 'EMAIL', 'WITHDRAWAL', '2026-11-19T12:00Z', 'LINK', 'patient')
                """).param(patient).update();
        submit("/consents?channels=EMAIL", Map.of("act", "GRANT", "purpose", "PROMOTION", "document", "form 17", "at",
                "2026-11-19T14:59"));
        assertThat(show()).contains("the patient refused later");
        submit("/consents?channels=EMAIL", Map.of("act", "GRANT", "purpose", "PROMOTION", "document", "form 17", "at",
                "2026-11-19T15:01"));
        assertThat(show()).contains("special offer, E-mail: recorded.");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({"GRANT,'',EMAIL,form 1,choose one", "GRANT,PROMOTION,'',form 1,at least one channel",
            "GRANT,PROMOTION,EMAIL,' ',signed paper is filed"})
    void refusesWhatIsNotComplete(String act, String purpose, String channel, String document, String sentence) {
        submit("/consents" + (channel.isEmpty() ? "" : "?channels=" + channel),
                Map.of("act", act, "purpose", purpose, "document", document));
        assertThat(show()).contains(sentence);
        assertThat(entries(patient)).isEmpty();
    }

    @Test
    void aChildAgreesThroughWhoActsForIt() {
        patient = clinic.child();
        id = externalId(patient);
        long mother = clinic.representative(patient, null, null);
        var form = Map.of("act", "GRANT", "purpose", "PROMOTION", "document", "form 17");
        submit("/consents?channels=EMAIL", form);
        assertThat(show()).contains("choose who signed", "minor");
        String acting = jdbc.sql("select external_id from representative where id = ?").param(mother)
                .query(String.class)
                .single();
        submit("/consents?channels=EMAIL&representative=" + acting, form);
        assertThat(jdbc.sql("select representative_id from consent_ledger where patient_id = ?").param(patient)
                .query(Long.class).single()).isEqualTo(mother);
    }

    @Test
    void nobodyAgreesForWhoActsThemselves() {
        long friend = clinic.representative(patient, null, null);
        String acting = jdbc.sql("select external_id from representative where id = ?").param(friend)
                .query(String.class)
                .single();
        submit("/consents?channels=EMAIL&representative=" + acting,
                Map.of("act", "GRANT", "purpose", "PROMOTION", "document", "form 17"));
        assertThat(show()).contains("acts for themselves");
        assertThat(entries(patient)).isEmpty();
    }

    @Test
    void erasingTakesTwoSteps() {
        String page = "/patients/" + id + "/erasure";
        assertThat(olga.get(page).body()).contains("This cannot be undone", id);
        var wrong = Map.of("reason", "own wish", "document", "act 5", "repeated", "another");
        assertThat(olga.submit(page, page, wrong).body()).contains("The number is another one");
        assertThat(show()).contains("Орлова");
        var answer = olga.submit(page, page, Map.of("reason", "own wish", "document", "act 5", "repeated", id));
        assertThat(location(answer)).isEqualTo("/patients/erased:" + patient);
        assertThat(olga.get("/patients/erased:" + patient).body())
                .contains("The person is erased", "act 5", "file-olga")
                .doesNotContain("Орлова");
        assertThat(olga.get("/patients/" + id).statusCode()).isEqualTo(404);
        assertThat(olga.get("/patients/erased:" + patient + "/erasure").statusCode()).isEqualTo(404);
    }

    @Test
    void theExportIsAFileAndIsWrittenDown() {
        var export = olga.get("/patients/" + id + "/export");
        assertThat(export.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"patient.json\"");
        assertThat(export.body()).contains("Орлова");
        assertThat(jdbc.sql("select actor || ' ' || action from audit_entry").query(String.class).single())
                .isEqualTo("file-olga export-data");
    }

    @Test
    void requestsAreAnsweredInTime() {
        long request = requests.make(patient, null, RequestKind.CORRECTION, "Фамилия теперь Соколова", Map.of())
                .orElseThrow().id();
        assertThat(olga.get("/requests").body()).contains("Соколова", "27 Nov 2026", "/patients/" + id)
                .doesNotContain("overdue");
        clock.set(TestClock.START.plus(Duration.ofDays(10)));
        assertThat(olga.get("/requests").body()).contains("overdue");
        String closing = "/requests/" + request + "/closing";
        assertThat(location(olga.submit("/requests", closing, Map.of("answer", "done", "patient", id))))
                .isEqualTo("/patients/" + id);
        assertThat(show()).contains("The request is closed", "file-olga: done");
        olga.submit("/requests", closing, Map.of("answer", "no"));
        assertThat(olga.get("/requests").body()).contains("Somebody closed this request before",
                "Nothing is to be answered");
    }

    @Test
    void tellsOfStopsThatCouldNotBeConfirmed() {
        jdbc.sql("insert into unconfirmed_stop (patient_id, at, waited_ms) values (?, now(), 2000)").param(patient)
                .update();
        assertThat(show()).contains("could not be confirmed in time", "waited 2,000 ms");
    }

    private HttpResponse<String> find(String text) {
        return olga.submit("/patients", "/patients", Map.of("text", text));
    }

    private String show() {
        return olga.get("/patients/" + id).body();
    }

    private void submit(String form, Map<String, String> fields) {
        assertThat(location(olga.submit("/patients/" + id, "/patients/" + id + form, fields)))
                .isEqualTo("/patients/" + id);
    }

    private String externalId(long patient) {
        return jdbc.sql("select external_id from patient where id = ?").param(patient).query(String.class).single();
    }

    private List<String> entries(long patient) {
        return jdbc.sql("""
                select concat_ws(' ', purpose, channel, act, source, actor, evidence ->> 'document', wording)
                from consent_ledger where patient_id = ? order by id
                """).param(patient).query((row, _) -> row.getString(1)).list();
    }

    private String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace("http://127.0.0.1:" + port, "")
                .replaceFirst(";.*", "");
    }
}
