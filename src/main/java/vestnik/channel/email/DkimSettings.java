package vestnik.channel.email;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A key that signs mail (RFC 6376): `vestnik.email.dkim.<any name>.*`. It signs mail whose From is in its domain or below.
///
/// @param domain stands in `d=`
/// @param selector stands in `s=`: the public key is published at `<selector>._domainkey.<domain>`
/// @param privateKey PEM of an RSA key of at least 2048 bits, PKCS #8 or PKCS #1, not encrypted; line ends may be `\n` in one line
/// @param privateKeyFile file with such a PEM, instead
record DkimSettings(
        @NotBlank @Pattern(regexp = "[^\\s@<>:;,]+\\.[^\\s@<>:;,]+", message = "must be a domain") String domain,
        @NotBlank @Pattern(regexp = LABEL + "(\\." + LABEL
                + ")*", message = "must be labels of a-z, 0-9 and '-'") String selector,
        @Nullable String privateKey,
        @Nullable Path privateKeyFile) {

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

    @AssertTrue(message = "one of private-key and private-key-file is needed")
    boolean isKeyGivenOnce() {
        return (privateKey == null) != (privateKeyFile == null);
    }

    @Override
    public String toString() {
        return "DkimSettings[" + domain + ", " + selector + "]";
    }
}
