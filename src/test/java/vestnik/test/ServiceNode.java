package vestnik.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// The service in a process of its own, with its pages and API on a port of this machine.
public final class ServiceNode implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ADMIN = "Basic " + Base64.getEncoder()
            .encodeToString("admin:a long enough password".getBytes(StandardCharsets.UTF_8));

    private final OtherProcess process;
    private final URI address;

    private ServiceNode(OtherProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Starts it with these settings beside those of [OtherProcess#settings()], and waits until it serves.
    public static ServiceNode start(Map<String, String> more, List<String> options, Path output) {
        return begin(more, options, output).awaitServing();
    }

    /// Starts it and waits for nothing, so that several can start at once.
    public static ServiceNode begin(Map<String, String> more, List<String> options, Path output) {
        var settings = OtherProcess.settings();
        int port = FreePort.find();
        settings.put("server.port", String.valueOf(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("vestnik.console.admin-password", "a long enough password");
        // At whatever hour the test runs.
        settings.put("vestnik.rules.windows.promotion.from", "00:00");
        settings.put("vestnik.rules.windows.promotion.until", "23:59:59.999999999");
        settings.putAll(more);
        return new ServiceNode(OtherProcess.start(settings, options, output), URI.create("http://127.0.0.1:" + port));
    }

    /// Waits until it serves.
    public ServiceNode awaitServing() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions()
                .until(() -> send(request("/actuator/health").build()).statusCode() == 200);
        return this;
    }

    /// Creates a promotion by e-mail or SMS and launches it on this node.
    public void promote(String channel, String audience) {
        String created = api("POST", "/api/v1/campaigns", """
                {"name": "test", "template": "promotion", "purpose": "PROMOTION", "channel": "%s", "audience": %s}
                """.formatted(channel, audience)).body();
        String id = created.replaceFirst("(?s).*?\"id\":\\s*(\\d+).*", "$1");
        var launched = api("POST", "/api/v1/campaigns/" + id + "/launch", "");
        if (launched.statusCode() != 202) {
            throw new AssertionError("not launched: " + launched.statusCode() + " " + created);
        }
    }

    /// Asks the API as an administrator.
    public HttpResponse<String> api(String method, String path, String json) {
        return send(request(path).header("Authorization", ADMIN).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)).build());
    }

    /// A request to this node.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    /// Sends it and waits for the answer.
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(cause);
        }
    }

    /// What it has used of the processor.
    public Duration cpu() {
        return process.cpu();
    }

    /// Where it listens on loopback.
    public int port() {
        return address.getPort();
    }

    /// `kill -9`.
    public void kill() throws InterruptedException {
        process.kill();
    }

    /// SIGTERM, and waits for its end.
    public void terminate() throws InterruptedException {
        process.terminate();
        process.await();
    }

    /// SIGSTOP: it stands still until [#goOn].
    public void pause() throws InterruptedException {
        process.signal("STOP");
    }

    /// SIGCONT.
    public void goOn() throws InterruptedException {
        process.signal("CONT");
    }

    @Override
    public void close() {
        process.close();
    }
}
