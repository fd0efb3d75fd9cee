package vestnik.channel.email;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

/// GreenMail's own certificate, for a server to show and a client to trust.
final class Tls {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys = KeyStore.getInstance("PKCS12");
    private final SSLContext context = SSLContext.getInstance("TLS");

    Tls() throws IOException, GeneralSecurityException {
        try (InputStream file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(file, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        context.init(managers.getKeyManagers(), null, null);
    }

    /// The server's side of a connection that goes over to TLS.
    Socket wrap(Socket socket) throws IOException {
        var secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    /// A bundle of the name `relay` that trusts the certificate.
    SslBundles trust() throws IOException, GeneralSecurityException {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (String alias : Collections.list(keys.aliases())) {
            trust.setCertificateEntry(alias, keys.getCertificate(alias));
        }
        return new DefaultSslBundleRegistry("relay", SslBundle.of(SslStoreBundle.of(null, null, trust)));
    }
}
