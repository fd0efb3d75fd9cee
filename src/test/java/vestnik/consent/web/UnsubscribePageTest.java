package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.APPOINTMENT;
import static vestnik.vocabulary.Purpose.PARTNER;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.test.VestnikTest;

@VestnikTest
class UnsubscribePageTest {

    private static final String MULTIPART = "multipart/form-data; boundary=X";
    private static final String MULTIPART_ONE_CLICK = """
            --X\r
            Content-Disposition: form-data; name="List-Unsubscribe"\r
            \r
            One-Click\r
            --X--\r
            """;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    @LocalServerPort
    int port;

    Mailbox mailbox;
    Client client;

    @BeforeEach
    void open() {
        mailbox = new Mailbox(jdbc, links);
        client = new Client(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void readingChangesNothing(String method) {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        for (String path : new String[]{link, link + "/everything", link + "/undo"}) {
            assertThat(client.send(method, path).statusCode()).isEqualTo(200);
        }
        assertThat(mailbox.entries(patient)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"application/x-www-form-urlencoded,List-Unsubscribe=One-Click", "multipart/form-data,multipart"})
    void oneClickStopsAtOnceWithoutRedirectOrCookie(String type, String body) {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        boolean multipart = body.equals("multipart");
        var answer = client.send("POST", link, multipart ? MULTIPART : type, multipart ? MULTIPART_ONE_CLICK : body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(answer.body()).isEqualTo("Вы отписаны");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
        assertThat(mailbox.lastEntry(patient)).containsEntry("source", "ONE_CLICK")
                .containsEntry("actor", "patient")
                .containsEntry("ip", "127.0.0.1")
                .containsEntry("agent", "Reader/1.0")
                .hasEntrySatisfying("message",
                        message -> assertThat(message).asString().startsWith(Mailbox.MAILING + "."));
    }

    @Test
    void theButtonStopsOnlyWhatTheMessageWasAbout() {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        mailbox.grant(patient, PROMOTION, SMS, null);
        client.post(mailbox.link(patient, PROMOTION, EMAIL, null));
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN, PROMOTION SMS GRANTED");
        assertThat(mailbox.lastEntry(patient)).containsEntry("source", "LINK");
    }

    @Test
    void repeatingAddsNothingToTheLedger() {
        long patient = mailbox.patient("ru");
        String link = mailbox.link(patient, REVIEW, EMAIL, null);
        assertThat(IntStream.range(0, 3).map(i -> client.post(link).statusCode())).containsOnly(200);
        assertThat(mailbox.entries(patient)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=X", "multipart/form-data"})
    void oneClickOfAProviderWhoseFormIsBrokenStopsToo(String type) {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        var answer = client.send("POST", mailbox.link(patient, PROMOTION, EMAIL, null), type, "--X\r\nContent-Disp");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
        assertThat(mailbox.lastEntry(patient)).containsEntry("source", "ONE_CLICK");
    }

    @Test
    void manyAtOnceAreOneWithdrawal() {
        long patient = mailbox.patient("ru");
        String link = mailbox.link(patient, REVIEW, EMAIL, null);
        try (var threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 16).forEach(i -> threads.submit(() -> client.post(link)));
        }
        assertThat(mailbox.entries(patient)).isEqualTo(1);
    }

    @Test
    void undoRestoresWhatTheSamePersonHadGranted() {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        assertThat(client.post(link).body()).contains(link + "/undo");
        client.post(link + "/undo");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED");
        assertThat(mailbox.lastEntry(patient)).containsEntry("act", "GRANT")
                .containsEntry("source", "LINK")
                .containsEntry("wording", "v1");
        client.post(link + "/undo");
        assertThat(mailbox.entries(patient)).isEqualTo(3);
    }

    @Test
    void undoGrantsNothingThatWasNeverGranted() {
        long patient = mailbox.patient("ru");
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        assertThat(client.post(link).body()).doesNotContain("/undo");
        client.post(link + "/undo");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
    }

    @Test
    void undoGrantsNothingThatAnotherPersonHadGranted() {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, mailbox.representative("ru"));
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        client.post(link);
        client.post(link + "/undo");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
    }

    @Test
    void undoGrantsNothingThatWasStoppedElsewhere() {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        client.post(mailbox.link(patient, PROMOTION, EMAIL, null));
        client.post(mailbox.link(patient, PROMOTION, EMAIL, null) + "/undo");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
    }

    @Test
    void everythingStopsAllMarketingOnBothChannelsAndNoReminders() {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, PROMOTION, SMS, null);
        mailbox.grant(patient, PARTNER, EMAIL, null);
        String link = mailbox.link(patient, PROMOTION, SMS, null);
        client.post(link + "/everything");
        assertThat(mailbox.state(patient)).isEqualTo("PARTNER EMAIL WITHDRAWN, PARTNER SMS WITHDRAWN, "
                + "PROMOTION EMAIL WITHDRAWN, PROMOTION SMS WITHDRAWN, REVIEW EMAIL WITHDRAWN, REVIEW SMS WITHDRAWN");
        client.post(link + "/undo");
        assertThat(mailbox.state(patient)).contains("PARTNER EMAIL GRANTED", "PROMOTION SMS GRANTED",
                "PROMOTION EMAIL WITHDRAWN", "REVIEW EMAIL WITHDRAWN");
    }

    @Test
    void remindersCanBeStoppedAndComeBackThoughNobodyGrantedThem() {
        long patient = mailbox.patient("en");
        String link = mailbox.link(patient, APPOINTMENT, SMS, null);
        assertThat(client.send("GET", link).body()).contains("no reminder before a visit");
        assertThat(client.post(link).body()).contains("keep track of your visits");
        assertThat(mailbox.state(patient)).isEqualTo("APPOINTMENT SMS WITHDRAWN");
        client.post(link + "/undo");
        assertThat(mailbox.state(patient)).isEqualTo("APPOINTMENT SMS GRANTED");
    }

    @Test
    void aRepresentativeActsForTheWardAndReadsTheirOwnLanguage() {
        long patient = mailbox.patient("ru");
        long representative = mailbox.representative("en");
        mailbox.grant(patient, PROMOTION, EMAIL, representative);
        String link = mailbox.link(patient, PROMOTION, EMAIL, representative);
        assertThat(client.send("GET", link).body()).contains("lang=\"en\"");
        client.post(link);
        assertThat(mailbox.lastEntry(patient)).containsEntry("actor", "representative")
                .containsEntry("representative_id", representative);
        client.post(link + "/undo");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED");
    }

    @Test
    void onePersonsOptOutLeavesOthersWithTheSameAddressAlone() {
        long patient = mailbox.patient("ru");
        long other = mailbox.patient("ru");
        mailbox.grant(other, PROMOTION, EMAIL, null);
        client.post(mailbox.link(patient, PROMOTION, EMAIL, null) + "/everything");
        assertThat(mailbox.state(other)).isEqualTo("PROMOTION EMAIL GRANTED");
    }

    @Test
    void thePageIsKeptByNobodyAndShowsNothingPersonal() {
        long patient = mailbox.patient("en");
        var page = client.send("GET", mailbox.link(patient, PROMOTION, EMAIL, null));
        assertThat(page.headers().map()).doesNotContainKey("set-cookie");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(page.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("x-robots-tag")).hasValue("noindex, nofollow");
        assertThat(page.headers().firstValue("content-language")).hasValue("en");
        assertThat(page.body()).doesNotContain("Anna", "Ivanova", "example.org", "<script", "_csrf");
    }

    @ParameterizedTest
    @CsvSource({"ru,'',Отказаться от этих сообщений?", "en,'',Stop these messages?",
            "ru,?lang=en,Stop these messages?", "en,?lang=ru,Отказаться от этих сообщений?",
            "en,?lang=xx,Stop these messages?", "en,?language=ru,Stop these messages?"})
    void speaksThePatientsLanguageUnlessAskedForAnother(String locale, String query, String title) {
        String link = mailbox.link(mailbox.patient(locale), PROMOTION, EMAIL, null);
        assertThat(client.send("GET", link + query).body()).contains("<h1>" + title + "</h1>");
    }
}
