package vestnik.twilio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The way of a message after it was taken: queued, sent, delivered or not; each step told to its StatusCallback.
final class Deliveries implements AutoCloseable {

    private static final long STEP_MILLIS = 300;
    private static final int ONE_IN = 50;
    private static final List<Integer> REASONS = List.of(30003, 30005, 30006);

    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final ExecutorService callers = Executors.newFixedThreadPool(4, Thread.ofVirtual().factory());
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Messages messages;
    private final String authToken;

    Deliveries(Messages messages, String authToken) {
        this.messages = messages;
        this.authToken = authToken;
    }

    void start(TwilioMessage message) {
        clock.schedule(() -> move(message.sid(), "sent", null), STEP_MILLIS, TimeUnit.MILLISECONDS);
        clock.schedule(() -> end(message), 2 * STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void end(TwilioMessage message) {
        int number = Math.floorMod(message.to().hashCode() * 31, ONE_IN * REASONS.size());
        if (number < REASONS.size()) {
            move(message.sid(), "undelivered", REASONS.get(number));
        } else {
            move(message.sid(), "delivered", null);
        }
    }

    private void move(String sid, String status, @Nullable Integer error) {
        messages.find(sid).map(message -> message.moved(status, error, Instant.now())).ifPresent(moved -> {
            messages.put(moved);
            if (moved.form().containsKey("StatusCallback")) {
                callers.execute(() -> call(moved));
            }
        });
    }

    private void call(TwilioMessage message) {
        var url = URI.create(message.form().getOrDefault("StatusCallback", ""));
        Map<String, String> posted = posted(message);
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", Signature.of(authToken, url, posted))
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(posted)))
                .build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException unheard) {
            // Twilio does not insist either.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// The answer to an SMS that came in: the status and the TwiML.
    String handIn(URI hook, int port, Map<String, String> sms) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + hook.getPath()))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", Signature.of(authToken, hook, sms))
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(sms)))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(closing);
        }
    }

    private static Map<String, String> posted(TwilioMessage message) {
        var posted = new LinkedHashMap<String, String>();
        posted.put("MessageSid", message.sid());
        posted.put("SmsSid", message.sid());
        posted.put("MessageStatus", message.status());
        posted.put("SmsStatus", message.status());
        posted.put("To", message.to());
        posted.put("AccountSid", message.account());
        posted.put("ApiVersion", "2010-04-01");
        for (String sender : List.of("From", "MessagingServiceSid")) {
            message.form().computeIfPresent(sender, (name, value) -> {
                posted.put(name, value);
                return value;
            });
        }
        if (message.errorCode() != null) {
            posted.put("ErrorCode", "" + message.errorCode());
        }
        return posted;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callers.shutdownNow();
        http.shutdownNow();
    }
}
