package vestnik.consent;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Short links that identify a person and a list without saying either to anyone else (RFC 8058, section 3.1). A link
/// lives for a year; one message gets the same link all day. Safe for use by many threads.
@Component
public final class Links {

    private static final Period LIFE = Period.ofYears(1);
    private static final int TOKEN_LENGTH = 36;

    private final String base;
    private final LinkKeys keys;
    private final Clock clock;

    @Autowired
    Links(Environment environment, Clock clock) {
        this(LinkSettings.of(environment), clock);
    }

    Links(LinkSettings settings, Clock clock) {
        this.base = settings.publicUrl().toString().replaceFirst("/+$", "") + "/u/";
        this.keys = LinkKeys.of(settings);
        this.clock = clock;
    }

    /// The link that ends messages like this one.
    public URI unsubscribe(LinkTarget target) {
        byte[] sealed = keys.sealing().seal(new LinkBlock(target, today()).bytes());
        return URI.create(base + Base64.getUrlEncoder().encodeToString(sealed));
    }

    /// What a token of a link stands for; empty if none of our keys made it or its life is over.
    public Optional<LinkTarget> open(String token) {
        return sealed(token).flatMap(keys::open)
                .flatMap(LinkBlock::of)
                .filter(block -> !today().isAfter(block.issued().plus(LIFE)))
                .map(LinkBlock::target);
    }

    private static Optional<byte[]> sealed(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token);
            return Optional.of(sealed).filter(bytes -> bytes.length == LinkKey.SEALED_LENGTH);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
