package vestnik.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Requests and answers of the Messages resource.
final class MessagesApi implements HttpHandler {

    private static final Pattern PATH = Pattern
            .compile("/2010-04-01/Accounts/(AC[0-9a-fA-F]{32})/Messages(?:/(SM[0-9a-f]{32}))?\\.json");

    /// What a list may be asked for.
    static final Set<String> FILTERS = Set.of("To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page",
            "PageToken");

    private final Messages messages;
    private final Deliveries deliveries;
    private final String authToken;
    private final Queue<Fault> faults;
    private final Queue<Fault> lookUpFaults;
    private final AtomicInteger requests;

    MessagesApi(Messages messages, Deliveries deliveries, String authToken, Queue<Fault> faults,
            Queue<Fault> lookUpFaults, AtomicInteger requests) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.authToken = authToken;
        this.faults = faults;
        this.lookUpFaults = lookUpFaults;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            refuse(exchange, Refused.NOT_FOUND);
        } else if (!signedIn(exchange, path.group(1))) {
            refuse(exchange, Refused.UNAUTHORIZED);
        } else if (exchange.getRequestMethod().equals("POST") && path.group(2) == null) {
            send(exchange, path.group(1), Form.parse(new String(body, StandardCharsets.UTF_8)));
        } else {
            lookUp(exchange, path.group(1), path.group(2));
        }
    }

    private boolean signedIn(HttpExchange exchange, String account) {
        String credentials = Base64.getEncoder()
                .encodeToString((account + ":" + authToken).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void send(HttpExchange exchange, String account, Map<String, String> form) throws IOException {
        switch (faults.poll()) {
            case null -> take(exchange, account, form);
            case Fault.Drop(boolean taken) -> drop(exchange, account, taken ? form : null);
            case Fault fault -> fail(exchange, fault);
        }
    }

    private void lookUp(HttpExchange exchange, String account, @Nullable String sid) throws IOException {
        switch (lookUpFaults.poll()) {
            case null -> {
                if (sid == null) {
                    list(exchange, account, Form.parse(exchange.getRequestURI().getRawQuery()));
                } else {
                    show(exchange, sid);
                }
            }
            case Fault fault -> fail(exchange, fault);
        }
    }

    private static void fail(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case Fault.Answer(int status, int code, String message) ->
                refuse(exchange, new Refused(status, code, message));
            case Fault.TooManyRequests(int seconds) -> {
                exchange.getResponseHeaders().add("Retry-After", "" + seconds);
                refuse(exchange, new Refused(429, 20429, "Too Many Requests"));
            }
            case Fault.Page(int status) ->
                answer(exchange, status, "<html>error</html>".getBytes(StandardCharsets.UTF_8));
            case Fault.Hang _ -> hang();
            case Fault.Drop _ -> exchange.close();
        }
    }

    private void take(HttpExchange exchange, String account, Map<String, String> form) throws IOException {
        Optional<Refused> refused = Refused.of(form);
        if (refused.isPresent()) {
            refuse(exchange, refused.get());
        } else {
            answer(exchange, 201, Resources.bytes(Resources.message(keep(account, form))));
        }
    }

    private TwilioMessage keep(String account, Map<String, String> form) {
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        var message = new TwilioMessage(sid, account, form, "queued", null, Instant.now(), Instant.now(), null);
        messages.put(message);
        deliveries.start(message);
        return message;
    }

    private void drop(HttpExchange exchange, String account, @Nullable Map<String, String> taken) {
        if (taken != null) {
            keep(account, taken);
        }
        exchange.close();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(HttpExchange exchange, String sid) throws IOException {
        Optional<TwilioMessage> found = messages.find(sid);
        if (found.isPresent()) {
            answer(exchange, 200, Resources.bytes(Resources.message(found.get())));
        } else {
            refuse(exchange, Refused.NOT_FOUND);
        }
    }

    private void list(HttpExchange exchange, String account, Map<String, String> query) throws IOException {
        if (!FILTERS.containsAll(query.keySet())) {
            refuse(exchange, Refused.NO_SUCH_FILTER);
            return;
        }
        List<TwilioMessage> found = messages.newestFirst().stream()
                .filter(message -> message.account().equals(account))
                .filter(message -> query.getOrDefault("To", message.shownTo()).equals(message.shownTo()))
                .filter(message -> SentDates.of(query).hold(message.sent()))
                .toList();
        answer(exchange, 200, Resources.bytes(Resources.page(account, found, query)));
    }

    private static void refuse(HttpExchange exchange, Refused refused) throws IOException {
        answer(exchange, refused.status(), Resources.bytes(Resources.error(refused)));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
