package vestnik.channel.email;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads private keys as `openssl` and `opendkim-genkey` write them.
final class RsaKey {

    private static final int LEAST_BITS = 2048;
    private static final Pattern PEM = Pattern
            .compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    /// Version 0 and the algorithm rsaEncryption, which PKCS #8 puts before the key of PKCS #1.
    private static final byte[] PREFIX = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private RsaKey() {}

    /// @throws IllegalArgumentException with what is wrong, and nothing of the key
    static PrivateKey parse(String pem) {
        Matcher found = PEM.matcher(pem.replace("\\n", "\n"));
        if (!found.find()) {
            throw new IllegalArgumentException("is no PEM of a private key that is not encrypted");
        }
        RSAPrivateKey key = switch (found.group(1)) {
            case "PRIVATE KEY" -> decode(base64(found.group(2)));
            case "RSA PRIVATE KEY" -> decode(asPkcs8(base64(found.group(2))));
            default -> throw new IllegalArgumentException("must be a private RSA key, not a " + found.group(1));
        };
        int bits = key.getModulus().bitLength();
        if (bits < LEAST_BITS) {
            throw new IllegalArgumentException("must have at least 2048 bits, not " + bits);
        }
        return key;
    }

    private static byte[] base64(String text) {
        return Base64.getMimeDecoder().decode(text);
    }

    private static RSAPrivateKey decode(byte[] pkcs8) {
        try {
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException cause) {
            throw new IllegalArgumentException("is no RSA key", cause);
        }
    }

    private static byte[] asPkcs8(byte[] pkcs1) {
        var content = new ByteArrayOutputStream(pkcs1.length + 32);
        content.writeBytes(PREFIX);
        content.writeBytes(tagged(0x04, pkcs1));
        return tagged(0x30, content.toByteArray());
    }

    /// DER with a length of two bytes, enough for keys of up to 65535 bytes.
    private static byte[] tagged(int tag, byte[] content) {
        var der = new ByteArrayOutputStream(content.length + 4);
        der.writeBytes(new byte[]{(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
        der.writeBytes(content);
        return der.toByteArray();
    }
}
