package vestnik.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// An SMTP server that says what a test tells it to say, once per line given, and then behaves.
public final class ScriptedSmtpServer implements AutoCloseable {

    /// Instead of a reply: closes the connection.
    public static final String CLOSE = "close";
    /// Instead of a reply: says nothing from now on, keeps the connection.
    public static final String SILENCE = "silence";

    /// Before a reply: it is said only together with the next one.
    static final String HELD = "held: ";

    /// After DATA: asks for the text and never reads it.
    static final String DEAF = "354 I do not listen";

    private static final Map<String, String> NORMAL = Map.ofEntries(Map.entry("GREETING", "220 mx.test ESMTP"),
            Map.entry("EHLO", "250-mx.test\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES"),
            Map.entry("MAIL", "250 2.1.0 Ok"), Map.entry("RCPT", "250 2.1.5 Ok"), Map.entry("DATA", "354 Go ahead"),
            Map.entry("END", "250 2.0.0 Ok: queued as 4XyZ9q1"), Map.entry("RSET", "250 2.0.0 Ok"),
            Map.entry("QUIT", "221 2.0.0 Bye"), Map.entry("STARTTLS", "220 2.0.0 Ready"));

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Queue<String>> script = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger secured = new AtomicInteger();
    private volatile @Nullable Tls tls;
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private final Map<Socket, String> held = new ConcurrentHashMap<>();
    private final List<String> extensions = new CopyOnWriteArrayList<>();

    ScriptedSmtpServer() throws IOException {
        Thread.ofVirtual().start(this::acceptAll);
    }

    /// One for a field that is set once for all tests of a class.
    public static ScriptedSmtpServer start() {
        try {
            return new ScriptedSmtpServer();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The next replies to a verb: GREETING, EHLO, MAIL, RCPT, DATA, END (the final dot), RSET.
    public void answer(String verb, String... replies) {
        script.computeIfAbsent(verb, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(replies));
    }

    /// Takes back what is still to be replied to a verb.
    void forget(String verb) {
        script.remove(verb);
    }

    /// Names an extension in every answer to EHLO.
    ScriptedSmtpServer offer(String extension) {
        extensions.add("250-" + extension + "\r\n");
        return this;
    }

    /// Offers STARTTLS, and speaks TLS from then on.
    ScriptedSmtpServer secure(Tls context) {
        tls = context;
        return offer("STARTTLS");
    }

    /// How many connections went over to TLS.
    int secured() {
        return secured.get();
    }

    int connections() {
        return sockets.size();
    }

    /// All commands, `.` for the end of a message.
    public List<String> commands() {
        return commands;
    }

    /// The messages whose final dot came, whatever was answered to it; dots unstuffed.
    public List<String> messages() {
        return messages;
    }

    /// Closes all connections, as an idle relay does.
    public void hangUp() {
        sockets.forEach(ScriptedSmtpServer::close);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            if (reply(socket, "GREETING")) {
                converse(socket);
            }
        } catch (IOException ended) {
            // The client may hang up whenever it likes.
        }
    }

    private void converse(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        boolean open = true;
        for (String line = in.readLine(); open && line != null; line = open ? in.readLine() : null) {
            commands.add(line);
            String verb = line.replaceFirst("[ :].*", "").toUpperCase(Locale.ROOT);
            switch (verb) {
                case "DATA" -> open = data(socket, in);
                case "STARTTLS" -> {
                    reply(socket, verb);
                    secured.incrementAndGet();
                    converse(Objects.requireNonNull(tls, "not told to be secure").wrap(socket));
                    return;
                }
                default -> open = reply(socket, verb);
            }
        }
    }

    private boolean data(Socket socket, BufferedReader in) throws IOException {
        String answer = next("DATA");
        if (!answer.startsWith("354")) {
            return say(socket, answer);
        }
        say(socket, answer);
        if (answer.equals(DEAF)) {
            return awaitClose(socket);
        }
        var message = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                commands.add(".");
                messages.add(message.toString());
                return reply(socket, "END");
            }
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return false;
    }

    private static boolean awaitClose(Socket socket) {
        Awaitility.await().forever().until(socket::isClosed);
        return false;
    }

    private boolean reply(Socket socket, String verb) throws IOException {
        return say(socket, next(verb));
    }

    private String next(String verb) {
        Queue<String> replies = script.get(verb);
        String scripted = replies == null ? null : replies.poll();
        String normal = NORMAL.getOrDefault(verb, "502 5.5.1 What?");
        return scripted == null ? normal.replaceFirst("\r\n", "\r\n" + String.join("", extensions)) : scripted;
    }

    private boolean say(Socket socket, String answer) throws IOException {
        if (answer.startsWith(HELD)) {
            held.put(socket, answer.substring(HELD.length()) + "\r\n");
            return true;
        }
        if (answer.equals(CLOSE)) {
            return false;
        }
        if (answer.equals(SILENCE)) {
            silent.add(socket);
        }
        if (!silent.contains(socket)) {
            String waiting = held.getOrDefault(socket, "");
            held.remove(socket);
            socket.getOutputStream().write((waiting + answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return !answer.startsWith("421");
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        close(server);
        hangUp();
    }
}
