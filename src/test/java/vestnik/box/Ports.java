package vestnik.box;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;

/// Where the box listens, always on loopback.
record Ports(int web, int smtp, int imap, int twilio) {

    static final Ports USUAL = new Ports(8080, 3025, 3143, 4010);

    /// @throws BoxProblem if one is taken
    void requireFree() {
        new TreeMap<>(Map.of(web, "console and API", smtp, "mailbox (SMTP)", imap, "mailbox (IMAP)", twilio,
                "stand-in for Twilio")).forEach(Ports::requireFree);
    }

    private static void requireFree(int port, String use) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new BoxProblem("Port %d is taken, and the clinic in a box needs it for its %s. ".formatted(port, use)
                    + "Is another box running? Stop what listens there and start again.", taken);
        }
    }
}
