package vestnik.twilio;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Twilio on a port of this machine.
///
/// It speaks `POST` and `GET /2010-04-01/Accounts/{sid}/Messages.json` and `GET …/Messages/{sid}.json` with basic
/// authentication, honours Twilio's test numbers, and then moves each message from queued over sent to delivered (about one
/// in fifty to undelivered, always the same numbers), calling its StatusCallback with a signature each time. Once a message is
/// sent, it shows as little of it as ContentRetention and AddressRetention ask.
public final class TwilioStandIn implements AutoCloseable {

    /// One of the numbers that are never reached: error 30003.
    public static final String UNREACHABLE = "+79160003898";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Messages messages;
    private final Deliveries deliveries;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> lookUpFaults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();

    private TwilioStandIn(HttpServer server, String authToken) {
        this.server = server;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        messages = new Messages();
        deliveries = new Deliveries(messages, authToken);
        server.createContext("/", new MessagesApi(messages, deliveries, authToken, faults, lookUpFaults, requests));
        server.setExecutor(threads);
        server.start();
    }

    /// Starts on loopback; port 0 chooses a free one. Any account is served that signs in with the token.
    public static TwilioStandIn start(int port, String authToken) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new TwilioStandIn(HttpServer.create(address, 0), authToken);
        } catch (IOException cause) {
            throw new UncheckedIOException("Port " + port + " is not free for the Twilio stand-in", cause);
        }
    }

    /// What `vestnik.sms.twilio.base-url` is to be set to.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What was taken, the newest first; the oldest are forgotten beyond 100 000.
    public List<TwilioMessage> messages() {
        return messages.newestFirst();
    }

    /// How many requests came, refused ones and those that met a fault included.
    public int requests() {
        return requests.get();
    }

    /// The next requests to send a message meet these, one each.
    public void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /// The next requests to show or list messages meet these, one each.
    public void failNextLookUp(Fault... next) {
        lookUpFaults.addAll(List.of(next));
    }

    /// Somebody's SMS, handed to `/hooks/twilio/inbound` with a signature.
    ///
    /// @param hook public address of the hook, which is signed
    /// @param port of this machine where the service listens
    public String receive(URI hook, int port, Map<String, String> sms) {
        return deliveries.handIn(hook, port, sms);
    }

    @Override
    public void close() {
        deliveries.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
