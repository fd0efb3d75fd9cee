package vestnik.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals blocks of 16 bytes so that nobody else can read or make them: id of the key, the block under AES, and an
/// HMAC-SHA256 over both, cut to 80 bits.
final class LinkKey {

    static final int SECRET_LENGTH = 32;
    static final int SEALED_LENGTH = 27;

    private static final int ID_LENGTH = 1;
    private static final int BLOCK_LENGTH = 16;
    private static final int TAGGED_LENGTH = ID_LENGTH + BLOCK_LENGTH;

    private final byte id;
    private final SecretKeySpec cipherKey;
    private final byte[] macKey;
    private final Queue<Tools> idle = new ConcurrentLinkedQueue<>();

    LinkKey(byte[] secret) {
        id = derive(secret, "link id")[0];
        cipherKey = new SecretKeySpec(derive(secret, "link encryption"), "AES");
        macKey = derive(secret, "link authentication");
    }

    byte[] seal(byte[] block) {
        return with(tools -> tools.seal(block));
    }

    /// The block; empty if this key did not seal it.
    Optional<byte[]> open(byte[] sealed) {
        return sealed[0] == id ? with(tools -> tools.open(sealed)) : Optional.empty();
    }

    // Requests come on threads that live for one request, so what is dear to make must not belong to a thread.
    private <T> T with(Function<Tools, T> work) {
        Tools kept = idle.poll();
        Tools tools = kept == null ? new Tools() : kept;
        T result = work.apply(tools);
        idle.add(tools);
        return result;
    }

    /// For one thread at a time.
    private final class Tools {

        private final Cipher encryption = cipher(Cipher.ENCRYPT_MODE, cipherKey);
        private final Cipher decryption = cipher(Cipher.DECRYPT_MODE, cipherKey);
        private final Mac authentication = mac(macKey);

        byte[] seal(byte[] block) {
            try {
                byte[] sealed = new byte[SEALED_LENGTH];
                sealed[0] = id;
                encryption.doFinal(block, 0, BLOCK_LENGTH, sealed, ID_LENGTH);
                System.arraycopy(tag(sealed), 0, sealed, TAGGED_LENGTH, SEALED_LENGTH - TAGGED_LENGTH);
                return sealed;
            } catch (GeneralSecurityException cause) {
                throw new IllegalStateException(cause);
            }
        }

        Optional<byte[]> open(byte[] sealed) {
            byte[] tag = Arrays.copyOfRange(sealed, TAGGED_LENGTH, SEALED_LENGTH);
            if (!MessageDigest.isEqual(tag(sealed), tag)) {
                return Optional.empty();
            }
            try {
                return Optional.of(decryption.doFinal(sealed, ID_LENGTH, BLOCK_LENGTH));
            } catch (GeneralSecurityException cause) {
                throw new IllegalStateException(cause);
            }
        }

        private byte[] tag(byte[] sealed) {
            authentication.update(sealed, 0, TAGGED_LENGTH);
            return Arrays.copyOf(authentication.doFinal(), SEALED_LENGTH - TAGGED_LENGTH);
        }
    }

    private static byte[] derive(byte[] secret, String use) {
        return mac(secret).doFinal(use.getBytes(StandardCharsets.US_ASCII));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    // One block has no pattern to betray and equal messages are to have equal links, so no mode of chaining is needed.
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher cipher(int direction, SecretKeySpec key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(direction, key);
            return cipher;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
