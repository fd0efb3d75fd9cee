package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.PROMOTION;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
class SubscribePageTest {

    // Each test has an hour, and with it an allowance, of its own.
    private static final AtomicInteger HOUR = new AtomicInteger();

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
        clock.set(TestClock.START.plus(Duration.ofHours(HOUR.incrementAndGet())));
    }

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    @Test
    void nothingIsTickedBeforehandAndEachTextIsShown() {
        String page = client.send("GET", "/subscribe").body();
        assertThat(Form.text(page, "label[for^=purpose]")).contains("акциях", "партнёров", "оценить работу");
        assertThat(form().encoded()).doesNotContain("purpose=");
        assertThat(page).doesNotContain("<script", "_csrf");
    }

    @Test
    void whoConfirmsByTheLinkHasAgreedToTheTextThatWasShown() {
        long patient = clinic.patient();
        post(form().set("contact", address(patient)).set("birthDate", "1980-05-17").with("purpose", "PROMOTION"));
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL UNCONFIRMED");
        String link = links.confirmation(confirmation(patient)).getPath();
        var shown = client.send("GET", link);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("Вы согласны?", "акциях, ценах и новостях");
        assertThat(mailbox.state(patient)).describedAs("reading changes nothing")
                .isEqualTo("PROMOTION EMAIL UNCONFIRMED");
        assertThat(client.post(link).body()).contains("Спасибо", "акции и предложения клиники по электронной почте");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED");
        assertThat(mailbox.lastEntry(patient)).containsEntry("source", "CONFIRMATION")
                .containsEntry("wording", "1")
                .containsEntry("ip", "127.0.0.1");
    }

    @Test
    void thePolicyThatStoodBesideItIsPartOfTheProof() {
        long patient = clinic.patient();
        jdbc.sql("""
                insert into wording (kind, version, body_ru, body_en, in_force_at, published_by, published_at)
                values ('POLICY', 'seen', 'Наша политика', 'Our policy', '2026-01-01Z', 'test', now())
                on conflict do nothing
                """).update();
        assertThat(client.send("GET", "/subscribe").body()).contains("Наша политика");
        post(form().set("contact", address(patient)).set("birthDate", "17.05.1980").with("purpose", "PROMOTION"));
        String link = links.confirmation(confirmation(patient)).getPath();
        assertThat(client.send("GET", link + "?lang=en").body()).contains("Our policy");
        client.post(link);
        assertThat(mailbox.lastEntry(patient)).containsEntry("policy", "seen");
        assertThat(jdbc
                .sql("select evidence ->> 'request.policy' from consent_ledger where patient_id = ? and act = 'GRANT'")
                .param(patient).query(String.class).single()).isEqualTo("seen");
    }

    @Test
    void whoConfirmsByTheCodeOfTheSmsHasAgreed() {
        long patient = clinic.patient();
        String phone = jdbc.sql("select phone from patient where id = ?").param(patient).query(String.class).single();
        var answer = post(form().set("contact", "8" + phone.substring(2)).set("birthDate", "1980-05-17")
                .with("purpose", "REVIEW").with("purpose", "PARTNER"));
        var right = client.send("POST", "/c/code", Client.FORM,
                Form.on(answer.body(), "code", "").set("code", code(patient)).encoded());
        assertThat(right.body()).contains("Спасибо", "просьбы оценить приём по SMS");
        assertThat(mailbox.state(patient)).isEqualTo("PARTNER SMS GRANTED, REVIEW SMS GRANTED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"nobody,nobody@patients.test,1980-05-17", "another birth date,,1980-05-18", "a child,child,2019-03-01",
            "in care,incapable = true,1980-05-17", "blocked,blocked_at = now(),1980-05-17",
            "erased,erased_at = now(),1980-05-17", "deceased,deceased = true,1980-05-17"})
    void whoeverIsNotMeantGetsNothingAndTheAnswerDoesNotTell(String who, @Nullable String how,
            String birthDate) {
        long patient = "child".equals(how) ? clinic.child() : clinic.patient();
        if (how != null && how.contains("=")) {
            clinic.with(patient, how);
        }
        long known = clinic.patient();
        String contact = how != null && how.contains("@") ? how : address(patient);
        var unknown = post(filled(contact, birthDate));
        var real = post(filled(address(known), "1980-05-17"));
        assertThat(mailbox.entries(known)).isEqualTo(1);
        assertThat(mailbox.entries(patient)).isZero();
        assertThat(confirmations(patient)).isZero();
        assertThat(withoutToken(unknown)).isEqualTo(withoutToken(real));
        assertThat(unknown.statusCode()).isEqualTo(real.statusCode()).isEqualTo(200);
    }

    @Test
    void twoWhoCannotBeToldApartGetNothing() {
        long one = clinic.patient();
        long other = clinic.with(clinic.patient(), "email = '" + address(one) + "'");
        post(filled(address(one), "1980-05-17"));
        assertThat(mailbox.entries(one) + mailbox.entries(other)).isZero();
    }

    @Test
    void equalVisitsOfStrangersDoNotLookAlike() {
        String once = token(post(filled("nobody@patients.test", "1980-05-17")));
        assertThat(token(post(filled("nobody@patients.test", "1980-05-17")))).isNotEqualTo(once);
    }

    @Test
    void anAnswerTakesAsLongForAStranger() {
        long patient = clinic.patient();
        for (String contact : new String[]{address(patient), "nobody@patients.test"}) {
            Form form = filled(contact, "1980-05-17");
            long begun = System.nanoTime();
            post(form);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        }
    }

    @Test
    void wrongCodesOfAPatientAndOfAStrangerLookAlike() {
        long patient = clinic.patient();
        var real = post(filled(address(patient), "1980-05-17"));
        var unknown = post(filled("nobody@patients.test", "1980-05-17"));
        String wrong = code(patient).equals("000000") ? "111111" : "000000";
        for (int i = 0; i < 7; i++) {
            var one = client.send("POST", "/c/code", Client.FORM,
                    Form.on(real.body(), "code", "").set("code", wrong).encoded());
            var other = client.send("POST", "/c/code", Client.FORM,
                    Form.on(unknown.body(), "code", "").set("code", wrong).encoded());
            assertThat(withoutToken(one)).isEqualTo(withoutToken(other));
            assertThat(one.statusCode()).isEqualTo(other.statusCode()).isEqualTo(422);
        }
        client.send("POST", "/c/code", Client.FORM,
                Form.on(real.body(), "code", "").set("code", code(patient)).encoded());
        assertThat(mailbox.state(patient)).describedAs("over after five").isEqualTo("PROMOTION EMAIL UNCONFIRMED");
    }

    @ParameterizedTest
    @CsvSource({"contact,not an address", "contact,+7 495 123-45-67", "contact,''", "contact,<script>alert(1)</script>",
            "birthDate,''", "birthDate,31.02.1980", "birthDate,2999-01-01", "birthDate,<script>alert(1)</script>",
            "purpose,''", "purpose,NOTICE", "purpose,APPOINTMENT", "wording.PROMOTION,0"})
    void whatCannotBeReadIsToldToEverybodyAlike(String field, String value) {
        long patient = clinic.patient();
        var answer = post(filled(address(patient), "1980-05-17").set(field, value));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("alert(1)</").contains("role=\"alert\"");
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void oneAddressIsNotWrittenToAgainAndAgain() {
        long patient = clinic.patient();
        IntStream.range(0, 5).forEach(i -> assertThat(post(filled(address(patient), "1980-05-17")).statusCode())
                .isEqualTo(200));
        assertThat(post(filled(address(patient), "1980-05-17")).statusCode()).isEqualTo(429);
        assertThat(jdbc.sql("select sum(letters) from confirmation where patient_id = ?").param(patient)
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void oneVisitorTriesNotMoreThanThirtyAnHour() {
        IntStream.range(0, 30).parallel().forEach(i -> post(filled("n" + i + "@patients.test", "1980-05-17")));
        assertThat(post(filled("last@patients.test", "1980-05-17")).statusCode()).isEqualTo(429);
        clock.advance(Duration.ofHours(1));
        assertThat(post(filled("last@patients.test", "1980-05-17")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%3Cscript%3Ealert(1)", "a/b", "", "code"})
    void whatIsNoLinkOfALetterConfirmsNothing(String token) {
        for (String method : new String[]{"GET", "POST"}) {
            var answer = client.send(method, "/c/" + token);
            assertThat(answer.statusCode()).isIn(400, 404, 429);
            assertThat(answer.body()).doesNotContain("alert(1)");
        }
    }

    @Test
    void aLinkOpensNothingForWhichItWasNotMade() {
        long patient = clinic.patient();
        post(filled(address(patient), "1980-05-17"));
        String letter = links.confirmation(confirmation(patient)).getPath();
        String unsubscribe = mailbox.link(patient, PROMOTION, EMAIL, null);
        String page = links.codePage(confirmation(patient));
        for (String path : new String[]{unsubscribe.replace("/u/", "/c/"), "/c/" + page, letter.replace("/c/", "/u/"),
                letter.replace("/c/", "/p/"), "/u/" + page, "/p/" + page}) {
            assertThat(client.post(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL UNCONFIRMED");
    }

    @Test
    void usedAndExpiredLinksLookAlikeAndChangeNothing() {
        long patient = clinic.patient();
        post(filled(address(patient), "1980-05-17"));
        String link = links.confirmation(confirmation(patient)).getPath();
        client.post(link);
        String used = client.post(link).body();
        long other = clinic.patient();
        post(filled(address(other), "1980-05-17"));
        String late = links.confirmation(confirmation(other)).getPath();
        clock.advance(Duration.ofDays(3));
        assertThat(client.post(late).body()).isEqualTo(used).contains("Ссылкой нельзя воспользоваться");
        assertThat(client.send("GET", late).body()).isEqualTo(used);
        assertThat(mailbox.state(other)).isEqualTo("PROMOTION EMAIL UNCONFIRMED");
        assertThat(mailbox.entries(patient)).isEqualTo(2);
    }

    private Form filled(String contact, String birthDate) {
        return form().set("contact", contact).set("birthDate", birthDate).with("purpose", "PROMOTION");
    }

    private Form form() {
        return Form.on(client.send("GET", "/subscribe").body(), "contact", "");
    }

    private HttpResponse<String> post(Form form) {
        return client.send("POST", "/subscribe", Client.FORM, form.encoded());
    }

    private static String token(HttpResponse<String> answer) {
        return Form.on(answer.body(), "page", "").encoded();
    }

    private static String withoutToken(HttpResponse<String> answer) {
        return answer.body().replaceAll("name=\"page\" value=\"[^\"]{36}\"", "");
    }

    private String address(long patient) {
        return jdbc.sql("select email from patient where id = ?").param(patient).query(String.class).single();
    }

    private long confirmation(long patient) {
        return jdbc.sql("select max(id) from confirmation where patient_id = ?").param(patient).query(Long.class)
                .single();
    }

    private int confirmations(long patient) {
        return jdbc.sql("select count(*) from confirmation where patient_id = ?").param(patient).query(Integer.class)
                .single();
    }

    private String code(long patient) {
        return jdbc.sql("select code from confirmation where patient_id = ? order by id desc limit 1").param(patient)
                .query(String.class).single();
    }
}
