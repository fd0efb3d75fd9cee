package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.PROMOTION;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
class DataPageTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    Links links;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Clinic clinic;
    Mailbox mailbox;
    Client client;

    @BeforeEach
    void open() {
        clinic = new Clinic(source);
        mailbox = new Mailbox(jdbc, links);
        client = new Client(port);
    }

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void readingAsksForNothing(String method) {
        long patient = clinic.patient();
        String page = page(patient, null);
        for (String path : new String[]{page, page + "/code"}) {
            assertThat(client.send(method, path + "?what=ERASURE&patient=" + patient).statusCode()).isEqualTo(200);
        }
        assertThat(confirmations(patient) + requests(patient)).isZero();
    }

    @Test
    void theLinkAloneShowsNothing() {
        long patient = clinic.patient();
        var shown = client.send("GET", page(patient, null));
        assertThat(shown.body()).doesNotContain("Анна", "Орлова", "@", "+79");
        assertThat(shown.headers().firstValue("cache-control")).hasValue("no-store");
        var asked = ask(page(patient, null), "EXPORT", "");
        assertThat(asked.body()).contains("Введите код").doesNotContain(code(patient), "Анна", "@", "+79");
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void theCodeGivesAllThatIsHeld() {
        long patient = clinic.patient();
        clinic.grants(patient, PROMOTION, EMAIL);
        String page = page(patient, null);
        var asked = ask(page, "EXPORT", "");
        var file = enter(page, asked, code(patient));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(file.headers().firstValue("content-disposition")).hasValue("attachment; filename=\"my-data.json\"");
        assertThat(file.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(JsonPath.<String>read(file.body(), "$.patient.familyName")).isEqualTo("Орлова");
        assertThat(JsonPath.<String>read(file.body(), "$.consents[0].purpose")).isEqualTo("PROMOTION");
        assertThat(enter(page, asked, code(patient)).statusCode()).describedAs("one code does one thing")
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"CORRECTION,27 ноября 2026", "ERASURE,2 декабря 2026"})
    void theCodeLetsARequestReachTheClinic(String what, String due) {
        long patient = clinic.patient();
        String page = page(patient, null);
        var asked = ask(page, what, "Меня зовут <script>alert(1)</script>");
        assertThat(asked.body()).doesNotContain("<script>");
        assertThat(requests(patient)).isZero();
        assertThat(Form.text(enter(page, asked, code(patient)).body(), "main")).contains("Не позже " + due);
        assertThat(jdbc.sql("""
                select kind || ' ' || words || ' ' || (evidence ->> 'ip') from patient_request where patient_id = ?
                """).param(patient).query(String.class).single())
                .isEqualTo(what + " Меня зовут <script>alert(1)</script> 127.0.0.1");
    }

    @Test
    void blockingWorksAtOnceAndThenOnlyTheClinicAnswers() {
        long patient = clinic.patient();
        String page = page(patient, null);
        var answer = enter(page, ask(page, "BLOCKING", ""), code(patient));
        assertThat(answer.body()).contains("Ваши данные заблокированы");
        assertThat(jdbc.sql("select blocked_at is not null from patient where id = ?").param(patient)
                .query(Boolean.class).single()).isTrue();
        assertThat(client.send("GET", page).body()).contains("Обратитесь, пожалуйста, в клинику")
                .doesNotContain("<form");
    }

    @Test
    void wrongCodesEndAfterFive() {
        long patient = clinic.patient();
        String page = page(patient, null);
        var asked = ask(page, "EXPORT", "");
        String wrong = code(patient).equals("000000") ? "111111" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(enter(page, asked, wrong).statusCode()).isEqualTo(422);
        }
        var late = enter(page, asked, code(patient));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("Код не подходит").doesNotContain("Орлова");
    }

    @Test
    void aCodeIsOverAfterItsTime() {
        long patient = clinic.patient();
        String page = page(patient, null);
        var asked = ask(page, "EXPORT", "");
        clock.advance(Duration.ofHours(1));
        assertThat(enter(page, asked, code(patient)).statusCode()).isEqualTo(422);
    }

    @Test
    void aCodeForOnePersonOpensNothingOfAnother() {
        long patient = clinic.patient();
        long other = clinic.patient();
        String page = page(patient, null);
        var asked = ask(page, "EXPORT", "");
        Form form = Form.on(asked.body(), "code", "").set("code", code(patient));
        var foreign = client.send("POST", page + "/code", Client.FORM, form.set("patient", "" + other).encoded());
        assertThat(foreign.body()).doesNotContain("Орлова", "familyName");
        var throughOther = client.send("POST", page(other, null) + "/code", Client.FORM, form.encoded());
        assertThat(throughOther.statusCode()).isEqualTo(422);
        assertThat(throughOther.body()).doesNotContain("familyName");
    }

    @Test
    void aCodeForOneWardOpensNothingOfTheOther() {
        long masha = clinic.child();
        long pasha = clinic.with(clinic.child(), "given_name = 'Паша'");
        long mother = clinic.representative(masha, null, null);
        clinic.represent(mother, pasha, null, null);
        String page = page(masha, mother);
        var asked = client.send("POST", page, Client.FORM, Form.on(client.send("GET", page).body(), "what", "")
                .set("patient", "" + masha).encoded());
        Form form = Form.on(asked.body(), "code", "").set("code", code(masha));
        assertThat(client.send("POST", page + "/code", Client.FORM, form.set("patient", "" + pasha).encoded()).body())
                .doesNotContain("familyName");
        var own = ask(page, "EXPORT", "");
        assertThat(JsonPath.<String>read(enter(page, own, code(masha)).body(), "$.patient.givenName"))
                .isEqualTo("Маша");
    }

    @Test
    void anOptInsCodeOpensNoData() {
        long patient = clinic.patient();
        String preferences = page(patient, null).replace("/data", "");
        var saved = client.send("POST", preferences, Client.FORM,
                Form.on(client.send("GET", preferences).body(), "patient", "").with("on", "PARTNER.SMS").encoded());
        String name = Form.on(saved.body(), "page", "").encoded().replaceAll(".*page=([^&]+).*", "$1");
        String page = page(patient, null);
        var answer = client.send("POST", page + "/code", Client.FORM,
                "patient=" + patient + "&what=EXPORT&page=" + name + "&code=" + code(patient));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("familyName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "what", "words", "page", "code"})
    void whatIsNotOfOurMakingDoesNothing(String field) {
        long patient = clinic.patient();
        String page = page(patient, null);
        Form form = Form.on(ask(page, "ERASURE", "").body(), "code", "").set("code", "000000");
        for (String attack : new String[]{"<script>alert(1)</script>", "\r\nX-Injected: 1", "9999999999999999999",
                ""}) {
            var answer = client.send("POST", page + "/code", Client.FORM, form.set(field, attack).encoded());
            assertThat(answer.statusCode()).isIn(200, 422);
            assertThat(answer.body()).doesNotContain("<script");
            assertThat(answer.headers().firstValue("x-injected")).isEmpty();
        }
        assertThat(requests(patient)).isZero();
    }

    @Test
    void nobodyIsFloodedWithCodes() {
        long patient = clinic.patient();
        String page = page(patient, null);
        for (int i = 0; i < 10; i++) {
            ask(page, "EXPORT", "");
            clock.advance(Duration.ofMinutes(30));
        }
        assertThat(jdbc.sql("select sum(letters) from confirmation where patient_id = ?").param(patient)
                .query(Integer.class).single()).isLessThanOrEqualTo(9);
    }

    private HttpResponse<String> ask(String page, String what, String words) {
        return client.send("POST", page, Client.FORM,
                Form.on(client.send("GET", page).body(), "what", "").set("what", what).set("words", words).encoded());
    }

    private HttpResponse<String> enter(String page, HttpResponse<String> asked, String code) {
        return client.send("POST", page + "/code", Client.FORM,
                Form.on(asked.body(), "code", "").set("code", code).encoded());
    }

    private String page(long patient, @Nullable Long representative) {
        return mailbox.link(patient, PROMOTION, EMAIL, representative).replace("/u/", "/p/") + "/data";
    }

    private String code(long patient) {
        return jdbc.sql("select code from confirmation where patient_id = ? order by id desc limit 1").param(patient)
                .query(String.class).single();
    }

    private int confirmations(long patient) {
        return jdbc.sql("select count(*) from confirmation where patient_id = ?").param(patient).query(Integer.class)
                .single();
    }

    private int requests(long patient) {
        return jdbc.sql("select count(*) from patient_request where patient_id = ?").param(patient)
                .query(Integer.class).single();
    }
}
