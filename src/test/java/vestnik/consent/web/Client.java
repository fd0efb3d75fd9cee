package vestnik.consent.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Whoever follows a link: a person's browser, a mailbox provider, a scanner.
record Client(int port) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final String FORM = "application/x-www-form-urlencoded";

    HttpResponse<String> send(String method, String path) {
        return send(method, path, FORM, "");
    }

    HttpResponse<String> post(String path) {
        return send("POST", path);
    }

    HttpResponse<String> send(String method, String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .header("User-Agent", "Reader/1.0")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(cause);
        }
    }
}
