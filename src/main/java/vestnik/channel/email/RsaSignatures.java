package vestnik.channel.email;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// RSA signatures with SHA-256 by one key; safe for many threads. Handing the key to a native provider costs more than
/// signing does, so what was made ready is kept and used again.
final class RsaSignatures {

    private static final String ALGORITHM = "SHA256withRSA";

    private final Queue<Signature> ready = new ConcurrentLinkedQueue<>();
    private final Provider provider;
    private final PrivateKey key;

    RsaSignatures(PrivateKey key, Provider provider) {
        this.provider = provider;
        try {
            this.key = KeyFactory.getInstance("RSA", provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// Amazon Corretto's cryptography, three times as fast, where its native library loads; else the JDK's.
    static Provider fastest() {
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? corretto : Security.getProvider("SunRsaSign");
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = signature();
            signature.update(text);
            byte[] signed = signature.sign();
            ready.add(signature);
            return signed;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        Signature kept = ready.poll();
        if (kept != null) {
            return kept;
        }
        var fresh = Signature.getInstance(ALGORITHM, provider);
        fresh.initSign(key);
        return fresh;
    }
}
