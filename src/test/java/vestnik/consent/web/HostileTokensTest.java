package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.consent.TestLinks;
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
    void aLinkSealedWithAnotherKeyIsNoLink() {
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        String link = TestLinks.withAnotherKey(patient, Channel.EMAIL, 7, 1);
        for (String path : List.of(link, link + "/everything", link.replace("/u/", "/p/"))) {
            assertThat(client.post(path).statusCode()).isEqualTo(404);
        }
        assertThat(mailbox.entries(patient)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /u/%0d%0aSet-Cookie:%20a=b HTTP/1.1", "GET /u/x?lang=ru%0d%0aX-Evil:1 HTTP/1.1",
            "POST /u/x?lang=%0aX-Evil:1 HTTP/1.1", "GET /subscribe?lang=en%0d%0a%0d%0a<script>X-Evil HTTP/1.1",
            "GET //evil.test/u/x HTTP/1.1", "GET http://evil.test/u/x HTTP/1.1", "TRACE /u/x HTTP/1.1",
            "GET /u/x HTTP/1.1\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: javascript",
            "POST /u/x HTTP/1.1\r\nX-HTTP-Method-Override: DELETE"})
    void nothingOfARequestComesBackInHeadersOrLinks(String request) throws IOException {
        String answer = raw(request, "Host: clinic.test", "Content-Length: 0");
        String headers = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(headers).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("set-cookie", "x-evil", "evil.test",
                "location:");
        assertThat(answer).doesNotContain("evil.test", "javascript:", "X-Evil");
    }

    @Test
    void aStrangerFillsNoDisk() throws IOException {
        assertThat(large("/subscribe")).startsWith("HTTP/1.1 413");
        assertThat(large("/login")).startsWith("HTTP/1.1 413");
        assertThat(large("/u/guess")).startsWith("HTTP/1.1 404");
        long patient = mailbox.patient("ru");
        assertThat(large(mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null))).startsWith("HTTP/1.1 200");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
    }

    @Test
    void whatABrowserSaysOfItselfIsEvidenceAndNothingElse() throws IOException {
        long patient = mailbox.patient("ru");
        String link = mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        String agent = "<script>'; drop table patient; --\t\"\\ " + "x".repeat(5_000);
        raw("POST " + link + " HTTP/1.1", "Host: clinic.test", "User-Agent: " + agent, "Content-Length: 0");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
        assertThat(mailbox.lastEntry(patient)).containsEntry("agent", agent.substring(0, 200));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1,192.0.2.1", "2001:db8:0:1::5,20010db800000001",
            "2001:db8:0:1:ffff:ffff:ffff:ffff,20010db800000001",
            "2001:db8:0:2::5,20010db800000002", "::ffff:192.0.2.1,::ffff:192.0.2.1", "unknown,unknown"})
    void oneNetworkIsOneGuesser(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }

    // What follows the first line need not come before the form does.
    private String large(String path) throws IOException {
        return answer(BufferedReader::readLine, "POST %s HTTP/1.1".formatted(path), "Host: clinic.test",
                "Content-Type: multipart/form-data; boundary=X", "Content-Length: 1000000000");
    }

    private String raw(String... lines) throws IOException {
        return answer(Reader::readAllAsString, lines);
    }

    private String answer(Reading reading, String... lines) throws IOException {
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return reading.of(new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }
    }

    interface Reading {

        String of(BufferedReader answer) throws IOException;
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
