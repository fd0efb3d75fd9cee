package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// From where somebody comes, as far as an address tells: one address by IPv4; by IPv6 a network of 64 bits, for whoever
/// has one address there has them all.
final class Network {

    private static final int NETWORK_BYTES = 8;

    private Network() {}

    static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    static String of(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
