package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class HostileTokensTest {

    private static final List<String> DOORS = List.of("/u/", "/p/", "/c/");

    // Each test has a minute, and with it an allowance, of its own.
    private static final AtomicInteger MINUTE = new AtomicInteger();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Mailbox mailbox;
    Client client;

    @BeforeEach
    void open() {
        mailbox = new Mailbox(jdbc, links);
        client = new Client(port);
        clock.set(TestClock.START.plus(MINUTE.incrementAndGet(), ChronoUnit.MINUTES));
    }

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%22onload%3D%22alert(1)", "%D1%84", "a/b/c", "", "'or'1'='1", "$%7B7*7%7D"})
    void whatIsNoTokenOfOursIsAnsweredNeutrally(String token) {
        for (String method : new String[]{"GET", "POST"}) {
            for (String door : DOORS) {
                var answer = client.send(method, door + token);
                assertThat(answer.statusCode()).isIn(400, 404);
                assertThat(answer.body()).doesNotContain("alert(1)", "1'='1", "49<");
            }
        }
    }

    @Test
    void forgedBrokenAndExpiredLinksLookAlikeAndChangeNothing() {
        long patient = mailbox.patient("ru");
        String link = mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        String forged = link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A");
        String expired = link;
        var answers = new String[]{client.post(forged).body(), client.post(link.substring(0, 20)).body(),
                client.post(forged + "/everything").body(), client.send("GET", forged).body(),
                client.post(forged.replace("/u/", "/p/")).body(),
                client.post(forged.replace("/u/", "/p/") + "/data").body(),
                client.post(forged.replace("/u/", "/p/") + "/data/code").body(), ""};
        clock.advance(Duration.ofDays(366));
        answers[7] = client.post(expired).body();
        assertThat(answers).allSatisfy(body -> assertThat(body).isEqualTo(answers[0]));
        assertThat(answers[0]).contains("<h1>Ссылка не работает</h1>");
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void aLinkOfAPatientWhoIsNotHereIsNoLink() {
        String link = mailbox.link(987_654_321L, Purpose.PROMOTION, Channel.EMAIL, null);
        assertThat(client.post(link).statusCode()).isEqualTo(404);
    }

    @Test
    void tenThousandGuessesFindNothingAndOneAddressIsSlowedDown() {
        long patient = mailbox.patient("ru");
        mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        var random = new Random(5);
        byte[] guess = new byte[27];
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(guess);
            int status = client.post(DOORS.get(i % DOORS.size()) + Base64.getUrlEncoder().encodeToString(guess))
                    .statusCode();
            assertThat(status).isIn(404, 429);
            refused += status == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10_000 - 30);
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void whoGuessedStillGetsInWithALinkOfOurs() {
        long patient = mailbox.patient("ru");
        for (int i = 0; i < 40; i++) {
            client.post("/u/guess");
        }
        assertThat(client.post("/u/guess").headers().firstValue("retry-after")).hasValue("60");
        assertThat(client.post(mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneLinkIsNotHammered() {
        String link = mailbox.link(mailbox.patient("ru"), Purpose.PROMOTION, Channel.EMAIL, null);
        for (int i = 0; i < 60; i++) {
            assertThat(client.send("GET", link).statusCode()).isEqualTo(200);
        }
        assertThat(client.send("GET", link).statusCode()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.send("GET", link).statusCode()).isEqualTo(200);
    }
}
