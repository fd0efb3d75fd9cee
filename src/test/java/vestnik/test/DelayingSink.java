package vestnik.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// A relay on one thread that takes mail, keeps none of it, and says yes to each message a fixed time after its final dot:
/// that is all it adds to a message. (smtp-sink can wait too, but for whole seconds only.)
public final class DelayingSink implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int BUFFER = 16 * 1024;
    private static final long CLOSE_ENOUGH = 500_000;
    private static final byte[] END_OF_TEXT = bytes("\r\n.\r\n");
    private static final byte[] GREETING = bytes("220 sink ESMTP\r\n");
    private static final byte[] TAKEN = bytes("250 2.0.0 Ok\r\n");
    private static final byte[] UNKNOWN = bytes("502 5.5.1 What?\r\n");
    private static final Map<String, byte[]> REPLIES = Map.of("HELO", bytes("250 sink\r\n"), "EHLO",
            bytes("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n"), "MAIL",
            bytes("250 2.1.0 Ok\r\n"), "RCPT", bytes("250 2.1.5 Ok\r\n"), "DATA", bytes("354 Go ahead\r\n"), "RSET",
            bytes("250 2.0.0 Ok\r\n"), "NOOP", bytes("250 2.0.0 Ok\r\n"), "QUIT", bytes("221 2.0.0 Bye\r\n"));

    private final long latency;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Deque<Conversation> waiting = new ArrayDeque<>();
    private volatile long messages;
    private volatile long bytes;

    /// @param port 0 for a free one
    public DelayingSink(int port, Duration latency) {
        this.latency = latency.toNanos();
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open();
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Thread.ofPlatform().name("delaying-sink").daemon().start(this::serve);
    }

    /// Where it listens on loopback.
    public int port() {
        return server.socket().getLocalPort();
    }

    /// How many messages came.
    public long messages() {
        return messages;
    }

    /// How long they were on average, in bytes.
    public int bytesPerMessage() {
        return messages == 0 ? 0 : (int) (bytes / messages);
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::handle, millisUntilFirst());
                long now = System.nanoTime();
                while (!waiting.isEmpty() && waiting.getFirst().due - now < CLOSE_ENOUGH) {
                    waiting.removeFirst().take();
                }
            }
        } catch (IOException | ClosedSelectorException closed) {
            // It was closed.
        }
    }

    // All wait equally long, so who came first is due first.
    private long millisUntilFirst() {
        return waiting.isEmpty() ? 0 : Math.max(1, (waiting.getFirst().due - System.nanoTime()) / 1_000_000);
    }

    private void handle(SelectionKey key) {
        if (key.attachment() instanceof Conversation conversation) {
            conversation.read();
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            var conversation = new Conversation(channel, key);
            key.attach(conversation);
            conversation.say(GREETING);
        } catch (IOException gone) {
            // Who connected went away again.
        }
    }

    // Only the one thread writes.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(long length) {
        messages++;
        bytes += length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private final class Conversation {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
        private final StringBuilder command = new StringBuilder(4);
        private boolean inText;
        private final SelectionKey key;
        private boolean isWaiting;
        private int ending;
        private long length;
        private long due;

        Conversation(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        void read() {
            try {
                in.compact();
                int read = channel.read(in);
                in.flip();
                if (read < 0) {
                    channel.close();
                } else {
                    listen();
                }
            } catch (IOException gone) {
                hangUp();
            }
        }

        /// The latency is over.
        void take() {
            isWaiting = false;
            count(length);
            try {
                say(TAKEN);
                listen();
                key.interestOps(isWaiting ? 0 : SelectionKey.OP_READ);
            } catch (IOException gone) {
                hangUp();
            }
        }

        private void listen() throws IOException {
            while (in.hasRemaining() && !isWaiting) {
                byte next = in.get();
                if (inText) {
                    hearText(next);
                } else {
                    hearCommand(next);
                }
            }
        }

        private void hearText(byte next) throws IOException {
            length++;
            ending = next == END_OF_TEXT[ending] ? ending + 1 : next == '\r' ? 1 : 0;
            if (ending < END_OF_TEXT.length) {
                return;
            }
            inText = false;
            if (latency == 0) {
                count(length);
                say(TAKEN);
            } else {
                due = System.nanoTime() + latency;
                isWaiting = true;
                key.interestOps(0);
                waiting.addLast(this);
            }
        }

        private void hearCommand(byte next) throws IOException {
            if (next != '\n') {
                if (command.length() < 4) {
                    command.append(Character.toUpperCase((char) next));
                }
                return;
            }
            String verb = command.toString();
            command.setLength(0);
            say(REPLIES.getOrDefault(verb, UNKNOWN));
            if (verb.equals("DATA")) {
                inText = true;
                ending = 2;
                length = 0;
            } else if (verb.equals("QUIT")) {
                channel.close();
            }
        }

        private void say(byte[] reply) throws IOException {
            if (channel.write(ByteBuffer.wrap(reply)) < reply.length) {
                throw new IOException("who does not read replies is left alone");
            }
        }

        private void hangUp() {
            try {
                channel.close();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }
}
