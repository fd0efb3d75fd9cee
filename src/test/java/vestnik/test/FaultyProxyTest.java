package vestnik.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vestnik.test.FaultyProxy.Way;

/// Through the proxy to a server that says everything back.
class FaultyProxyTest {

    private static final int SHORT = 150;

    private final ServerSocket echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final FaultyProxy proxy = new FaultyProxy(echo.getLocalPort());
    private final Thread server = Thread.ofVirtual().start(this::serve);
    private Socket client;

    FaultyProxyTest() throws IOException {}

    @BeforeEach
    void connect() throws IOException {
        client = open();
        assertThat(exchange("first")).isEqualTo("first");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void letsEverythingThroughAndTellsTheEnd() throws IOException {
        client.shutdownOutput();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void delaysEitherWay() throws IOException {
        proxy.delay(Way.TO_SERVER, Duration.ofMillis(60));
        proxy.delay(Way.TO_CLIENT, Duration.ofMillis(40));
        long begun = System.nanoTime();

        assertThat(exchange("late")).isEqualTo("late");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void cutsOneConnectionAfterSoManyBytes() throws IOException {
        proxy.cutAfter(Way.TO_CLIENT, 3);
        say("12345");

        assertThat(new String(client.getInputStream().readNBytes(3), StandardCharsets.US_ASCII)).isEqualTo("123");
        assertThatIOException().isThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        client = open();
        assertThat(exchange("after")).isEqualTo("after");
    }

    @Test
    void whatIsCutOnItsWayToTheServerNeverArrives() throws IOException {
        proxy.cutAfter(Way.TO_SERVER, 0);
        say("lost");

        assertThatIOException().isThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void resetsWhatIsOpen() {
        proxy.reset();

        assertThatIOException().isThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void stallsAndGoesOn() throws IOException {
        proxy.stall();
        say("held");
        client.setSoTimeout(SHORT);

        assertThatIOException().isThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        proxy.heal();
        client.setSoTimeout(10_000);
        assertThat(hear("held")).isEqualTo("held");
    }

    @Test
    void swallowsNewConnections() throws IOException {
        proxy.swallow();
        client = open();
        say("anybody?");
        client.setSoTimeout(SHORT);

        assertThatIOException().isThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void refusesUntilItIsHealed() throws IOException {
        proxy.refuse();

        assertThatIOException().isThrownBy(this::open).isInstanceOf(ConnectException.class);
        assertThat(exchange("still open")).isEqualTo("still open");
        proxy.heal();
        client = open();
        assertThat(exchange("again")).isEqualTo("again");
    }

    @Test
    void resetsWhoeverComesWhileTheServerIsAway() throws Exception {
        echo.close();
        server.join();
        client = open();

        assertThatIOException().isThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String exchange(String text) throws IOException {
        say(text);
        return hear(text);
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String hear(String text) throws IOException {
        return new String(client.getInputStream().readNBytes(text.length()), StandardCharsets.US_ASCII);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> repeat(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException reset) {
            // As the test wants it.
        }
    }
}
