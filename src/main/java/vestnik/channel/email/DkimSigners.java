package vestnik.channel.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/// The keys of `vestnik.email.dkim.*`, read and checked.
final class DkimSigners {

    private static final String PREFIX = "vestnik.email.dkim.";

    private final List<DkimSigner> signers = new ArrayList<>();

    DkimSigners(Map<String, DkimSettings> settings, Provider provider) {
        settings.forEach((name, key) -> add(PREFIX + name, key, provider));
        signers.sort(Comparator.comparingInt((DkimSigner signer) -> signer.domain().length()).reversed());
    }

    private void add(String name, DkimSettings settings, Provider provider) {
        String domain = Mailbox.withAsciiDomain("b@" + settings.domain()).substring(2);
        if (signers.stream().anyMatch(signer -> signer.domain().equalsIgnoreCase(domain))) {
            throw refused(name + ".domain", settings.domain(), "Another key signs for it already.");
        }
        signers.add(new DkimSigner(domain, settings.selector(), signatures(name, settings, provider)));
    }

    private static RsaSignatures signatures(String name, DkimSettings settings, Provider provider) {
        Path file = settings.privateKeyFile();
        String setting = name + (file == null ? ".private-key" : ".private-key-file");
        try {
            String pem = file == null ? String.valueOf(settings.privateKey()) : Files.readString(file);
            return new RsaSignatures(RsaKey.parse(pem), provider);
        } catch (IOException cause) {
            throw refused(setting, file, "The file cannot be read: " + cause.getClass().getSimpleName() + ".");
        } catch (IllegalArgumentException wrong) {
            throw refused(setting, file, "The key " + wrong.getMessage() + ".");
        }
    }

    /// Who signs for a domain: the key that is closest to it; null if none does.
    @Nullable
    DkimSigner of(String domain) {
        return signers.stream().filter(signer -> signer.signsFor(domain)).findFirst().orElse(null);
    }

    /// @throws InvalidConfigurationPropertyValueException if a key signs for none of these domains
    void mustServe(String... domains) {
        for (DkimSigner signer : signers) {
            if (List.of(domains).stream().noneMatch(domain -> of(domain) == signer)) {
                throw refused(PREFIX + "*.domain", signer.domain(), "No sender address is in this domain.");
            }
        }
    }

    private static InvalidConfigurationPropertyValueException refused(String setting, @Nullable Object value,
            String reason) {
        return new InvalidConfigurationPropertyValueException(setting, value, reason);
    }
}
