package vestnik.test;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// Postfix's smtp-sink, which takes mail as fast as a machine can, and smtp-source, which sends as fast.
public final class SmtpSink implements AutoCloseable {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"),
            Path.of("/usr/bin"));

    private final Process process;
    private final int port;

    private SmtpSink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it on a free port; aborts the test if it is not installed.
    public static SmtpSink start() throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(tool("smtp-sink"), "-u", System.getProperty("user.name"),
                "127.0.0.1:" + port, "1000")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
        return new SmtpSink(process, port);
    }

    /// Where it listens on loopback.
    public int port() {
        return port;
    }

    /// Messages a second that smtp-source hands over to the same sink, without closing connections.
    public double smtpSourceRate(int connections, int messages, int bytes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process source = new ProcessBuilder(tool("smtp-source"), "-d", "-s", "" + connections, "-m", "" + messages,
                "-l",
                "" + bytes, "-f", "a@clinic.test", "-t", "b@example.test", "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (source.waitFor() != 0) {
            throw new IllegalStateException("smtp-source failed");
        }
        return messages * 1e9 / (System.nanoTime() - start);
    }

    private static String tool(String name) {
        return FOLDERS.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).map(Path::toString)
                .findFirst().orElseGet(() -> abort("skipped: " + name + " (package postfix) is not installed"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
