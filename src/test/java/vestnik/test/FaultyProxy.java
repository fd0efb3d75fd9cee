package vestnik.test;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A way to a server on this machine that can be disturbed while it is in use: mail relay, PostgreSQL, Twilio. It behaves
/// until it is told otherwise.
public final class FaultyProxy implements AutoCloseable {

    private static final int BACKLOG = 512;
    private static final int BUFFER = 16 * 1024;

    /// Which half of a connection.
    public enum Way {
        TO_SERVER, TO_CLIENT
    }

    private enum Mood {
        FLOWS, STALLS, SWALLOWS
    }

    private final int target;
    private final int port;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Way, Duration> delays = new EnumMap<>(Way.class);
    private final Map<Way, Long> untilCut = new EnumMap<>(Way.class);
    private Mood mood = Mood.FLOWS;
    private Door door;

    /// @param target the server's port on loopback
    public FaultyProxy(int target) {
        this.target = target;
        door = open(0);
        port = door.socket.getLocalPort();
    }

    /// Where it listens on loopback, for as long as it lives.
    public int port() {
        return port;
    }

    /// How many connections it has taken.
    public int accepted() {
        return accepted.get();
    }

    /// From now on, whatever goes this way arrives so much later.
    public synchronized void delay(Way way, Duration delay) {
        delays.put(way, delay);
    }

    /// Once so many more bytes have gone this way, on whichever connection, that connection is reset in the middle; the others
    /// and those to come are not.
    public synchronized void cutAfter(Way way, long bytes) {
        untilCut.put(way, bytes);
    }

    /// From now on, connections stay open and nothing goes through them, either way: half-open.
    public synchronized void stall() {
        mood = Mood.STALLS;
    }

    /// From now on, new connections are taken and nothing is ever answered on them: a black hole. Old ones stall.
    public synchronized void swallow() {
        mood = Mood.SWALLOWS;
    }

    /// Resets every connection that is open (RST).
    public void reset() {
        connections.forEach(Connection::reset);
    }

    /// From now on, nobody listens; what is open stays open.
    public synchronized void refuse() {
        door.close();
    }

    /// From now on, everything behaves again; what had stalled goes on.
    public synchronized void heal() {
        mood = Mood.FLOWS;
        untilCut.clear();
        delays.clear();
        if (door.socket.isClosed()) {
            door = open(port);
        }
        notifyAll();
    }

    @Override
    public synchronized void close() {
        door.close();
        reset();
        notifyAll();
    }

    private Door open(int at) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), BACKLOG);
            return new Door(socket, Thread.ofVirtual().start(() -> acceptAll(socket)));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void acceptAll(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // Nobody listens any more.
        }
    }

    private void serve(Socket client) {
        var connection = new Connection(client, new Socket());
        connections.add(connection);
        try {
            awaitFlow(connection);
            connection.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            client.setTcpNoDelay(true);
            connection.server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(connection, Way.TO_CLIENT));
            pump(connection, Way.TO_SERVER);
        } catch (IOException unreachable) {
            connection.reset();
        }
    }

    private void pump(Connection connection, Way way) {
        try {
            pump(connection, way, connection.in(way), connection.out(way));
            connection.end(way);
        } catch (IOException broken) {
            connection.reset();
        }
    }

    private void pump(Connection connection, Way way, InputStream in, OutputStream out) throws IOException {
        byte[] bytes = new byte[BUFFER];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            awaitFlow(connection);
            LockSupport.parkNanos(delay(way).toNanos());
            int passing = passing(way, length);
            out.write(bytes, 0, passing);
            if (passing < length) {
                throw new IOException("cut");
            }
        }
    }

    private synchronized void awaitFlow(Connection connection) throws IOException {
        try {
            while (mood != Mood.FLOWS && connections.contains(connection)) {
                wait();
            }
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IOException(cause);
        }
    }

    private synchronized Duration delay(Way way) {
        return delays.getOrDefault(way, Duration.ZERO);
    }

    /// How many of so many bytes pass before the cut.
    private synchronized int passing(Way way, int length) {
        Long left = untilCut.get(way);
        if (left == null) {
            return length;
        }
        if (length <= left) {
            untilCut.put(way, left - length);
            return length;
        }
        untilCut.remove(way);
        return Math.toIntExact(left);
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Where connections come in.
    private record Door(ServerSocket socket, Thread acceptor) {

        /// The port is let go only when the thread that waits at it has noticed.
        void close() {
            FaultyProxy.close(socket);
            try {
                acceptor.join();
            } catch (InterruptedException cause) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(cause);
            }
        }
    }

    private final class Connection {

        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        InputStream in(Way way) throws IOException {
            return (way == Way.TO_SERVER ? client : server).getInputStream();
        }

        OutputStream out(Way way) throws IOException {
            return (way == Way.TO_SERVER ? server : client).getOutputStream();
        }

        /// One side has said all; the other may go on, as TCP lets it.
        void end(Way way) throws IOException {
            (way == Way.TO_SERVER ? server : client).shutdownOutput();
            if (client.isOutputShutdown() && server.isOutputShutdown()) {
                connections.remove(this);
                FaultyProxy.close(client);
                FaultyProxy.close(server);
            }
        }

        void reset() {
            connections.remove(this);
            reset(client);
            reset(server);
            wake();
        }

        private static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
            FaultyProxy.close(socket);
        }
    }

    private synchronized void wake() {
        notifyAll();
    }
}
