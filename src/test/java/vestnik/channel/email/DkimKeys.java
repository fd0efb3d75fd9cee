package vestnik.channel.email;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/// Keys for tests, made once.
final class DkimKeys {

    static final KeyPair RSA = generate("RSA", 2048);

    private DkimKeys() {}

    static KeyPair generate(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    static String pem(Key key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    static DkimSettings settings(String domain) {
        return settings(domain, pem(RSA.getPrivate()));
    }

    static DkimSettings settings(String domain, String pem) {
        return new DkimSettings(domain, "vestnik", pem, null);
    }

    /// What stands in DNS.
    static String record(KeyPair keys) {
        return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }
}
