package vestnik.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A relay that keeps only who got something, in the order in which it said yes, and when each hand-over began: the oracle of
/// crash tests. It counts a message as received when its final dot has come, whether or not the sender lives to read the
/// answer.
public final class MailSink implements AutoCloseable {

    private final ServerSocket server;
    private final Duration pause;
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /// @param pause how long it thinks before it takes a message
    public MailSink(Duration pause) {
        this.pause = pause;
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The recipient of every message, in order.
    public List<String> received() {
        return List.copyOf(received);
    }

    /// When the last hand-over to each address began, at MAIL FROM.
    public Map<String, Instant> begun() {
        return Map.copyOf(begun);
    }

    /// How many messages came so far.
    public int count() {
        return count.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                var out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            say(out, "220 sink");
            String recipient = "";
            Instant mailAt = Instant.EPOCH;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (command) {
                    case "MAIL" -> {
                        mailAt = Instant.now();
                        say(out, "250 ok");
                    }
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        begun.put(recipient, mailAt);
                        say(out, "250 ok");
                    }
                    case "DATA" -> {
                        say(out, "354 go on");
                        readToDot(in);
                        LockSupport.parkNanos(pause.toNanos());
                        received.add(recipient);
                        count.incrementAndGet();
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            // A killed sender hangs up in the middle; that is what the test is about.
        }
    }

    private static void readToDot(BufferedReader in) throws IOException {
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("cut in the middle of a message");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
