package vestnik.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.twilio.exception.ApiException;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioStandInTest {

    private static final String ACCOUNT = "AC00000000000000000000000000000000";
    private static final String TOKEN = "12345";

    private TwilioStandIn standIn;
    private TwilioRestClient sdk;

    @BeforeEach
    void start() {
        standIn = TwilioStandIn.start(0, TOKEN);
        sdk = sdk(TOKEN);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void answersAsTheSdkExpects() {
        Message message = send("+79161234567", "Ждём вас");

        assertThat(message.getSid()).matches("SM[0-9a-f]{32}");
        assertThat(message.getStatus()).isEqualTo(Message.Status.QUEUED);
        assertThat(message.getNumSegments()).isEqualTo("1");
        assertThat(message.getDateCreated()).isNotNull();
        assertThat(Message.fetcher(message.getSid()).fetch(sdk).getBody()).isEqualTo("Ждём вас");
    }

    @Test
    void movesAMessageToItsEnd() {
        String sid = send("+79161234567", "Ждём вас").getSid();

        await().until(() -> Message.fetcher(sid).fetch(sdk).getStatus() == Message.Status.DELIVERED);
    }

    @Test
    void listsByRecipientPageByPage() {
        for (int i = 0; i < 5; i++) {
            send("+79161234567", "text " + i);
            send("+79160000000", "text " + i);
        }
        assertThat(Message.reader().setTo("+79161234567").pageSize(2).read(sdk))
                .extracting(Message::getBody)
                .containsExactly("text 4", "text 3", "text 2", "text 1", "text 0");
    }

    @ParameterizedTest
    @CsvSource({"+15005550001, 21211", "+15005550002, 21612", "+15005550003, 21408", "+15005550004, 21610",
            "+15005550009, 21614", "911, 21211"})
    void honoursTestNumbers(String to, int code) {
        assertThatThrownBy(() -> send(to, "text")).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.getCode()).isEqualTo(code);
            assertThat(refused.getStatusCode()).isEqualTo(400);
            assertThat(refused.getMoreInfo()).endsWith("/" + code);
        });
    }

    @Test
    void servesOnlyWhoSignsIn() {
        sdk = sdk("wrong");

        assertThatThrownBy(() -> send("+79161234567", "text"))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.getCode()).isEqualTo(20003));
    }

    @Test
    void signsWhatItCallsBack() throws IOException {
        try (var receiver = new Receiver()) {
            Message.creator(new PhoneNumber("+79161234567"), new PhoneNumber("+15005550006"), "text")
                    .setStatusCallback(receiver.url())
                    .create(sdk);

            await().until(() -> receiver.calls.size() == 2);
            assertThat(receiver.calls).allSatisfy(call -> assertThat(new RequestValidator(TOKEN)
                    .validate(receiver.url().toString(), call.posted(), call.signature())).isTrue());
            assertThat(receiver.calls).extracting(call -> call.posted().get("MessageStatus"))
                    .containsExactlyInAnyOrder("sent", "delivered");
        }
    }

    @Test
    void signsAsTwilioDocuments() {
        var posted = Map.of("CallSid", "CA1234567890ABCDE", "Caller", "+14158675309", "Digits", "1234", "From",
                "+14158675309",
                "To", "+18005551212");

        assertThat(Signature.of("12345", URI.create("https://mycompany.com/myapp.php?foo=1&bar=2"), posted))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    private Message send(String to, String body) {
        return Message.creator(new PhoneNumber(to), new PhoneNumber("+15005550006"), body).create(sdk);
    }

    private TwilioRestClient sdk(String token) {
        var route = new HttpRoute(HttpHost.create(standIn.url()));
        return new TwilioRestClient.Builder(ACCOUNT, token)
                .httpClient(
                        new NetworkHttpClient(HttpClientBuilder.create().setRoutePlanner((target, context) -> route)))
                .build();
    }

    private record Call(String signature, Map<String, String> posted) {}

    private static final class Receiver implements AutoCloseable {
        final List<Call> calls = new CopyOnWriteArrayList<>();
        private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                0);

        Receiver() throws IOException {
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                calls.add(new Call(exchange.getRequestHeaders().getFirst("X-Twilio-Signature"), Form.parse(body)));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }

        URI url() {
            return URI
                    .create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/twilio/status?message=7.12");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
