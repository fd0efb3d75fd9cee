package vestnik.receipt.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Calls the service back as Twilio does.
///
/// @param publicUrl the address that is signed; the call itself goes to the port
record Callbacks(int port, String publicUrl, String authToken) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PATH = "/hooks/twilio/status?message=";

    HttpResponse<String> signed(String message, Map<String, String> posted) {
        return signedFor(message, message, posted);
    }

    HttpResponse<String> signedFor(String signedMessage, String message, Map<String, String> posted) {
        return send(post(message, posted).header("X-Twilio-Signature", signature(signedMessage, posted)).build());
    }

    HttpResponse<String> unsigned(String message, Map<String, String> posted) {
        return send(post(message, posted).build());
    }

    HttpResponse<String> get(String message) {
        return send(HttpRequest.newBuilder(address(message)).build());
    }

    private HttpRequest.Builder post(String message, Map<String, String> posted) {
        String form = posted.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address(message)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private URI address(String message) {
        return URI.create("http://127.0.0.1:" + port + PATH + message);
    }

    private String signature(String message, Map<String, String> posted) {
        var text = new StringBuilder(publicUrl + PATH + message);
        new TreeMap<>(posted).forEach((name, value) -> text.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(cause);
        }
    }
}
