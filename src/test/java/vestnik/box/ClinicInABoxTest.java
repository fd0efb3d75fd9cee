package vestnik.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ClinicInABoxTest {

    private static final int PATIENTS = 600;
    private static final String TWO_DAYS_LATER = """
            update import_run set started_at = started_at - interval '2 days';
            update appointment set starts_at = starts_at - interval '2 days', ends_at = ends_at - interval '2 days'
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void whatWasSentArrivesAndTheNextDayGoesOn() throws IOException {
        assertThat(open(ports())).isTrue();
        assertThat(told()).contains("A new clinic hands in", "appointment reminders", "review requests", "NO_CONSENT",
                "they agree", "/box").doesNotContain("DO NOT AGREE");
        passTwoDays();
        assertThat(open(ports())).isTrue();
        assertThat(told()).contains("More than a day went by").doesNotContain("DO NOT AGREE");
    }

    @Test
    void mailsAndSmsAreShownWithoutSigningIn() throws Exception {
        Ports ports = ports();
        try (var box = box(ports)) {
            box.open();
            assertThat(get(ports, "/box/mail").body()).contains("example.test", "/box/mail/1");
            assertThat(get(ports, "/box/mail/1").body()).contains("Feedback-ID");
            assertThat(get(ports, "/box/mail/1/body").headers().firstValue("Content-Security-Policy")).get()
                    .asString().contains("sandbox", "default-src 'none'");
            assertThat(get(ports, "/box/sms").body()).contains("MoyDoktor");
            assertThat(get(ports, "/box/mail/999999").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(Ports ports, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.web() + path)).build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = ports();
            var box = box(new Ports(ports.web(), taken.getLocalPort(), ports.imap(), ports.twilio()));
            assertThatThrownBy(box::open).isInstanceOf(BoxProblem.class)
                    .hasMessageContaining("Port %d is taken".formatted(taken.getLocalPort()))
                    .hasMessageContaining("mailbox (SMTP)");
        }
    }

    private boolean open(Ports ports) {
        try (var box = box(ports)) {
            return box.open();
        }
    }

    private ClinicInABox box(Ports ports) {
        return new ClinicInABox(folder, ports, PATIENTS, new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private void passTwoDays() {
        try (var database = BoxDatabase.open(folder)) {
            JdbcClient.create(new DriverManagerDataSource(database.url("vestnik"))).sql(TWO_DAYS_LATER).update();
        }
    }

    private static Ports ports() throws IOException {
        try (var web = new ServerSocket(0);
                var smtp = new ServerSocket(0);
                var imap = new ServerSocket(0);
                var twilio = new ServerSocket(0)) {
            return new Ports(web.getLocalPort(), smtp.getLocalPort(), imap.getLocalPort(), twilio.getLocalPort());
        }
    }
}
