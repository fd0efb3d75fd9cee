package vestnik.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Posts one-click forms over kept-open connections, as mailbox providers do, and costs little itself: what a measurement
/// on one machine pays for its client, the campaign does not get.
final class KeptOpen implements AutoCloseable {

    private static final String REQUEST = """
            POST %s HTTP/1.1
            Host: localhost
            Content-Type: application/x-www-form-urlencoded
            Content-Length: 26

            List-Unsubscribe=One-Click""".replace("\n", "\r\n");

    private final int port;
    private final Queue<Kept> idle = new ConcurrentLinkedQueue<>();

    KeptOpen(int port) {
        this.port = port;
    }

    /// The status of the answer, after all of it was read.
    int post(String path) {
        try {
            Kept kept = idle.poll();
            if (kept == null) {
                kept = new Kept(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            int status = kept.post(path);
            idle.add(kept);
            return status;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() throws IOException {
        for (Kept kept : idle) {
            kept.socket.close();
        }
    }

    private static final class Kept {

        private final Socket socket;
        private final InputStream in;

        Kept(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }

        int post(String path) throws IOException {
            socket.getOutputStream().write(REQUEST.formatted(path).getBytes(StandardCharsets.ISO_8859_1));
            int status = Integer.parseInt(line().split(" ")[1]);
            int length = -1;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring("content-length:".length()).strip());
                }
            }
            if (length < 0) {
                throw new IOException("an answer that does not tell its length");
            }
            in.skipNBytes(length);
            return status;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new IOException("the service hung up");
                }
                if (read != '\r') {
                    line.append((char) read);
                }
            }
            return line.toString();
        }
    }
}
