package vestnik.channel.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/// TLS with the keys and trust of an SSL bundle, over sockets that write at once.
final class PromptSslSocketFactory extends SSLSocketFactory {

    private final SSLSocketFactory bundle;

    PromptSslSocketFactory(SSLSocketFactory bundle) {
        this.bundle = bundle;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return bundle.createSocket(PromptSocketFactory.prompt(socket), host, port, autoClose);
    }

    @Override
    public Socket createSocket() throws IOException {
        return PromptSocketFactory.prompt(bundle.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return PromptSocketFactory.prompt(bundle.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return PromptSocketFactory.prompt(bundle.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return PromptSocketFactory.prompt(bundle.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return PromptSocketFactory.prompt(bundle.createSocket(host, port, localHost, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return bundle.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return bundle.getSupportedCipherSuites();
    }
}
