package vestnik.test;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Postfix's smtp-sink, which takes mail as fast as a machine can.
public final class SmtpSink implements AutoCloseable {

    private static final String TOOL = "smtp-sink";

    private final Process process;
    private final int port;

    private SmtpSink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Whether it is installed.
    public static boolean isInstalled() {
        return PostfixTool.find(TOOL).isPresent();
    }

    /// Starts it on a free port; aborts the test if it is not installed.
    public static SmtpSink start() throws IOException {
        return start(FreePort.find());
    }

    /// Starts it on this port; aborts the test if it is not installed.
    public static SmtpSink start(int port) throws IOException {
        String tool = PostfixTool.find(TOOL)
                .orElseGet(() -> abort("skipped: smtp-sink (package postfix) is not installed"));
        Process process = new ProcessBuilder(tool, "-u", System.getProperty("user.name"), "127.0.0.1:" + port, "1000")
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

    /// What it has used of the processor.
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
