package vestnik.channel.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.exception.TwilioException;
import com.twilio.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/// An answer with an HTTP status of 400 or more.
final class Refusal extends TwilioException {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final int code;
    private final @Nullable Duration retryAfter;

    private Refusal(int status, int code, String message, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static Refusal of(Response response) {
        JsonNode body = body(response.getContent());
        return new Refusal(response.getStatusCode(), body.path("code").asInt(0), body.path("message").asText(""),
                retryAfter(response.getHeaders()));
    }

    /// HTTP status.
    int status() {
        return status;
    }

    /// Twilio's error code; 0 if the answer names none.
    int code() {
        return code;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    private static JsonNode body(String content) {
        try {
            return JSON.readTree(content);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static @Nullable Duration retryAfter(Header[] headers) {
        return Arrays.stream(headers)
                .filter(header -> header.getName().equalsIgnoreCase("Retry-After"))
                .map(Header::getValue)
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .findFirst().orElse(null);
    }
}
