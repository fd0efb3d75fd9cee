package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.APPOINTMENT;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
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
import vestnik.consent.Links;
import vestnik.consent.Preference;
import vestnik.consent.Preferences;
import vestnik.consent.Rest;
import vestnik.consent.Wording;
import vestnik.consent.Wording.Kind;
import vestnik.consent.Wordings;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;

@VestnikTest
class PreferencePageTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    Links links;

    @Autowired
    Preferences preferences;

    @Autowired
    Wordings wordings;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Clinic clinic;
    Mailbox mailbox;
    Client client;

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    @BeforeEach
    void open() {
        clinic = new Clinic(source);
        mailbox = new Mailbox(jdbc, links);
        client = new Client(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void readingChangesNothing(String method) {
        long patient = clinic.patient();
        clinic.grants(patient, PROMOTION, EMAIL);
        String page = page(patient, EMAIL);
        assertThat(client.send(method, page + "?on=REVIEW.EMAIL&patient=" + patient).statusCode()).isEqualTo(200);
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED");
        assertThat(preferences.of(patient)).isEqualTo(Preference.NONE);
    }

    @Test
    void saveWithoutAChangeChangesNothing() {
        long patient = clinic.patient();
        clinic.grants(patient, PROMOTION, EMAIL);
        clinic.withdraws(patient, REVIEW, SMS);
        String page = page(patient, EMAIL);
        assertThat(post(page, form(page)).statusCode()).isEqualTo(200);
        assertThat(mailbox.entries(patient)).isEqualTo(2);
        assertThat(preferences.of(patient)).isEqualTo(Preference.NONE);
    }

    @Test
    void whatIsUntickedStopsAtOnce() {
        long patient = clinic.patient();
        clinic.grants(patient, PROMOTION, EMAIL);
        clinic.grants(patient, PROMOTION, SMS);
        String page = page(patient, EMAIL);
        var answer = post(page, form(page).without("on", "PROMOTION.SMS"));
        assertThat(Form.text(answer.body(), "[role=status]")).contains("уже действует");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED, PROMOTION SMS WITHDRAWN");
        assertThat(mailbox.lastEntry(patient)).containsEntry("source", "PREFERENCE_PAGE")
                .containsEntry("actor", "patient")
                .containsEntry("ip", "127.0.0.1")
                .containsEntry("agent", "Reader/1.0");
    }

    @Test
    void whatIsTickedOnTheChannelOfTheLinkIsGrantedInTheWordingBesideIt() {
        long patient = clinic.patient();
        String page = page(patient, EMAIL);
        post(page, form(page).with("on", "PARTNER.EMAIL"));
        assertThat(mailbox.state(patient)).isEqualTo("PARTNER EMAIL GRANTED");
        assertThat(mailbox.lastEntry(patient)).containsEntry("source", "PREFERENCE_PAGE")
                .containsEntry("wording", "1")
                .containsEntry("representative_id", null);
    }

    @Test
    void whatIsTickedOnTheOtherChannelWaitsForItsConfirmation() {
        long patient = clinic.patient();
        String page = page(patient, EMAIL);
        var answer = post(page, form(page).with("on", "PARTNER.SMS").with("on", "REVIEW.SMS"));
        assertThat(mailbox.state(patient)).isEqualTo("PARTNER SMS UNCONFIRMED, REVIEW SMS UNCONFIRMED");
        assertThat(Form.text(answer.body(), ".warning")).contains("Клиника отправила SMS");
        assertThat(Form.on(answer.body(), "code", "").encoded()).contains("page=", "code=");
        assertThat(jdbc.sql("select purposes::text from confirmation where patient_id = ?").param(patient)
                .query(String.class).list()).containsExactly("{PARTNER,REVIEW}");
    }

    @Test
    void remindersNeedNoConfirmation() {
        long patient = clinic.patient();
        clinic.withdraws(patient, APPOINTMENT, SMS);
        String page = page(patient, EMAIL);
        post(page, form(page).with("on", "APPOINTMENT.SMS"));
        assertThat(mailbox.state(patient)).isEqualTo("APPOINTMENT SMS GRANTED");
        post(page, form(page).without("on", "APPOINTMENT.EMAIL"));
        assertThat(mailbox.state(patient)).isEqualTo("APPOINTMENT EMAIL WITHDRAWN, APPOINTMENT SMS GRANTED");
    }

    @Test
    void aPageThatWasMadeBeforeAnotherActGrantsNothingButStops() {
        long patient = clinic.patient();
        clinic.grants(patient, REVIEW, EMAIL);
        String page = page(patient, EMAIL);
        Form old = form(page).with("on", "PROMOTION.EMAIL").without("on", "REVIEW.EMAIL");
        clinic.withdraws(patient, PROMOTION, EMAIL);
        var answer = post(page, old);
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN, REVIEW EMAIL WITHDRAWN");
        assertThat(Form.text(answer.body(), ".warning")).contains("Включено не всё");
    }

    @Test
    void aFormSentAgainAddsNothing() {
        long patient = clinic.patient();
        clinic.grants(patient, REVIEW, EMAIL);
        String page = page(patient, EMAIL);
        Form form = form(page).with("on", "PROMOTION.EMAIL").without("on", "REVIEW.EMAIL");
        post(page, form);
        var answer = post(page, form);
        assertThat(mailbox.entries(patient)).isEqualTo(3);
        assertThat(Form.text(answer.body(), ".warning")).doesNotContain("Включено не всё");
    }

    @Test
    void aWordingThatIsNotInForceIsNotAgreedTo() {
        long patient = clinic.patient();
        String page = page(patient, EMAIL);
        for (String version : new String[]{"0", "", "<script>alert(1)</script>"}) {
            var answer = post(page, form(page).with("on", "PROMOTION.EMAIL").set("wording.PROMOTION", version));
            assertThat(answer.body()).contains("Включено не всё").doesNotContain("alert(1)");
        }
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void aChangedWordingAsksAgain() {
        long patient = clinic.patient();
        clinic.grants(patient, REVIEW, EMAIL);
        clock.set(Instant.parse("2027-03-01T12:00:00Z"));
        wordings.publish(new Wording(Kind.REVIEW, "anew", "Новый текст", "A new text", clock.instant(), true, "anna"));
        String page = page(patient, EMAIL);
        String shown = client.send("GET", page).body();
        assertThat(Form.text(shown, ".warning")).contains("этот текст изменился");
        assertThat(Form.text(shown, ".wording")).contains("Новый текст");
        post(page, form(page).with("on", "REVIEW.EMAIL"));
        assertThat(mailbox.lastEntry(patient)).containsEntry("act", "GRANT").containsEntry("wording", "anew");
        assertThat(Form.text(client.send("GET", page).body(), ".warning")).isEmpty();
    }

    @Test
    void whoActsForSeveralSetsEachApart() {
        long masha = clinic.child();
        long pasha = clinic.with(clinic.child(), "given_name = 'Паша'");
        long mother = clinic.representative(masha, null, null);
        clinic.represent(mother, pasha, null, null);
        clinic.grants(mother, masha, PROMOTION, EMAIL);
        clinic.grants(mother, pasha, PROMOTION, EMAIL);
        String page = mailbox.link(masha, PROMOTION, EMAIL, mother).replace("/u/", "/p/");
        String shown = client.send("GET", page).body();
        assertThat(Form.text(shown, "summary")).isEqualTo("Маша Паша");
        assertThat(shown).doesNotContain("Орлов", "@", "+79");
        post(page, Form.on(shown, "patient", Long.toString(pasha)).without("on", "PROMOTION.EMAIL")
                .with("on", "REVIEW.EMAIL"));
        assertThat(mailbox.state(masha)).isEqualTo("PROMOTION EMAIL GRANTED");
        assertThat(mailbox.state(pasha)).isEqualTo("PROMOTION EMAIL WITHDRAWN, REVIEW EMAIL GRANTED");
        assertThat(mailbox.lastEntry(pasha)).containsEntry("actor", "representative")
                .containsEntry("representative_id", mother);
    }

    @Test
    void nobodySetsAnythingForThoseTheyDoNotActFor() {
        long masha = clinic.child();
        long mother = clinic.representative(masha, null, null);
        long stranger = clinic.patient();
        long former = clinic.child();
        clinic.represent(mother, former, null, LocalDate.of(2026, 11, 18));
        String page = mailbox.link(masha, PROMOTION, EMAIL, mother).replace("/u/", "/p/");
        for (long other : new long[]{stranger, former, -1}) {
            var answer = post(page, form(page).set("patient", Long.toString(other)).with("on", "PROMOTION.EMAIL")
                    .set("rest", "WEEK"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(mailbox.entries(other)).isZero();
            assertThat(preferences.of(other)).isEqualTo(Preference.NONE);
        }
        assertThat(mailbox.entries(masha)).isZero();
    }

    @Test
    void aLinkOutlivesARepresentationButSetsNothingThen() {
        long child = clinic.child();
        long mother = clinic.representative(child, null, LocalDate.of(2026, 11, 18));
        String page = mailbox.link(child, PROMOTION, EMAIL, mother).replace("/u/", "/p/");
        var shown = client.send("GET", page);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).doesNotContain("Маша", "<form").contains("больше нечего настраивать");
        String own = page(clinic.child(), EMAIL);
        assertThat(client.send("GET", own).body()).describedAs("a child's own link").doesNotContain("<form");
    }

    @Test
    void ofABlockedPatientNothingIsShownOrSet() {
        long patient = clinic.patient();
        clinic.grants(patient, PROMOTION, EMAIL);
        String page = page(patient, EMAIL);
        Form old = form(page).with("on", "REVIEW.EMAIL").without("on", "PROMOTION.EMAIL");
        clinic.with(patient, "blocked_at = now()");
        assertThat(client.send("GET", page).body()).contains("Эти данные заблокированы").doesNotContain("<form");
        post(page, old);
        assertThat(mailbox.state(patient)).describedAs("stopping works").isEqualTo("PROMOTION EMAIL WITHDRAWN");
    }

    @Test
    void wishesAreKept() {
        long patient = clinic.patient();
        String page = page(patient, EMAIL);
        post(page, form(page).set("pause", "2027-02-18").set("rest", "QUARTER").set("channel", "SMS")
                .set("locale", "en"));
        var wish = preferences.of(patient);
        assertThat(wish.pausedUntil()).isEqualTo("2027-02-18");
        assertThat(wish.rest()).isEqualTo(Rest.QUARTER);
        assertThat(wish.channel()).isEqualTo(SMS);
        String shown = client.send("GET", page).body();
        assertThat(shown).contains("<html lang=\"en\">", "value=\"2027-02-18\"");
        post(page, form(page));
        assertThat(preferences.of(patient)).describedAs("saved again as shown").isEqualTo(wish);
        post(page, form(page).set("pause", "").set("rest", "").set("channel", "").set("locale", ""));
        assertThat(preferences.of(patient)).isEqualTo(Preference.NONE);
    }

    @ParameterizedTest
    @CsvSource({"other,2026-11-18", "other,2027-11-19", "other,''", "other,soon", "2020-01-01,''", "x,''"})
    void aPauseThatCannotBeIsExplainedAndKeepsNothing(String pause, String until) {
        long patient = clinic.patient();
        clinic.grants(patient, PROMOTION, EMAIL);
        String page = page(patient, EMAIL);
        var answer = post(page, form(page).set("pause", pause).set("until", until).set("rest", "WEEK").without("on"));
        boolean none = pause.equals("other") && until.isEmpty();
        assertThat(answer.body().contains("с 19 ноября 2026")).isEqualTo(!none);
        assertThat(preferences.of(patient).rest()).isEqualTo(none ? Rest.WEEK : null);
        assertThat(mailbox.state(patient)).describedAs("stopped all the same").contains("PROMOTION EMAIL WITHDRAWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "version", "shown", "on", "pause", "until", "rest", "channel", "locale", "x"})
    void whatIsNoChoiceOfOursIsShownNowhereAndSetsNothing(String field) {
        long patient = clinic.patient();
        String page = page(patient, EMAIL);
        for (String attack : new String[]{"<script>alert(1)</script>", "\r\nX-Injected: 1", "NOTICE.EMAIL",
                "99999999999"}) {
            var answer = post(page,
                    field.equals("on") ? form(page).with(field, attack) : form(page).set(field, attack));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("alert(1)");
            assertThat(answer.headers().firstValue("x-injected")).isEmpty();
        }
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void thePageIsKeptByNobodyAndShowsNothingPersonal() {
        var page = client.send("GET", page(clinic.patient(), EMAIL));
        assertThat(page.headers().map()).doesNotContainKey("set-cookie");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(page.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("x-robots-tag")).hasValue("noindex, nofollow");
        assertThat(page.body()).doesNotContain("Анна", "Орлова", "@", "+79", "<script", "_csrf");
    }

    private Form form(String page) {
        return Form.on(client.send("GET", page).body(), "patient", "");
    }

    private HttpResponse<String> post(String page, Form form) {
        return client.send("POST", page, Client.FORM, form.encoded());
    }

    private String page(long patient, Channel channel) {
        return mailbox.link(patient, PROMOTION, channel, null).replace("/u/", "/p/");
    }
}
