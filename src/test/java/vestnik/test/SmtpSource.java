package vestnik.test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// How fast mail can be handed to a sink at all: as Postfix's `smtp-source -d` does it if it is installed, else as a client
/// of ours does that sends the same bytes again and again.
public final class SmtpSource {

    private static final String ENVELOPE_FROM = "MAIL FROM:<a@clinic.test>\r\n";
    private static final String ENVELOPE_TO = "RCPT TO:<b@example.test>\r\n";

    private SmtpSource() {}

    /// Messages a second over so many connections, which stay open.
    public static double rate(int port, int connections, int messages, int bytes)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var tool = PostfixTool.find("smtp-source");
        if (tool.isPresent()) {
            Process source = new ProcessBuilder(tool.get(), "-d", "-s", "" + connections, "-m", "" + messages, "-l",
                    "" + bytes, "-f", "a@clinic.test", "-t", "b@example.test", "127.0.0.1:" + port)
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (source.waitFor() != 0) {
                throw new IllegalStateException("smtp-source failed");
            }
        } else {
            sendAll(port, connections, messages, bytes);
        }
        return messages * 1e9 / (System.nanoTime() - start);
    }

    private static void sendAll(int port, int connections, int messages, int bytes) {
        byte[] text = ("Subject: x\r\n\r\n" + "x".repeat(78).concat("\r\n").repeat(bytes / 80) + ".\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var left = new AtomicInteger(messages);
        try (var threads = Executors.newFixedThreadPool(connections)) {
            IntStream.range(0, connections)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> send(port, text, left), threads))
                    .toList().forEach(CompletableFuture::join);
        }
    }

    private static void send(int port, byte[] text, AtomicInteger left) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in = new BufferedInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            skipLine(in);
            say(socket, in, "HELO bench\r\n");
            while (left.getAndDecrement() > 0) {
                say(socket, in, ENVELOPE_FROM);
                say(socket, in, ENVELOPE_TO);
                say(socket, in, "DATA\r\n");
                socket.getOutputStream().write(text);
                skipLine(in);
            }
            say(socket, in, "QUIT\r\n");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static void say(Socket socket, InputStream in, String command) throws IOException {
        socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
        skipLine(in);
    }

    private static void skipLine(InputStream in) throws IOException {
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the sink hung up");
            }
        }
    }
}
