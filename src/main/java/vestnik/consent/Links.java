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
import vestnik.consent.ConfirmationBlock.Use;

/// Short links that identify a person and a list without saying either to anyone else (RFC 8058, section 3.1). An
/// unsubscribe link lives for a year; one message gets the same link all day. A link for one use opens nothing for
/// another. Safe for use by many threads.
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
        this.base = settings.publicUrl().toString().replaceFirst("/+$", "");
        this.keys = LinkKeys.of(settings);
        this.clock = clock;
    }

    /// The link that ends messages like this one.
    public URI unsubscribe(LinkTarget target) {
        return URI.create(base + "/u/" + seal(new LinkBlock(target, today()).bytes()));
    }

    /// The link of a letter that asks to confirm something.
    public URI confirmation(long confirmation) {
        return URI.create(base + "/c/" + seal(new ConfirmationBlock(Use.LETTER, confirmation).bytes()));
    }

    /// Names a confirmation in the page where its code is entered. It proves nothing and looks the same for every number,
    /// for 0 too, which is none.
    public String codePage(long confirmation) {
        return seal(new ConfirmationBlock(Use.PAGE, confirmation).bytes());
    }

    /// What a token of a link stands for; empty if none of our keys made it or its life is over.
    public Optional<LinkTarget> open(String token) {
        return sealed(token).flatMap(keys::open)
                .flatMap(LinkBlock::of)
                .filter(block -> !today().isAfter(block.issued().plus(LIFE)))
                .map(LinkBlock::target);
    }

    /// The confirmation whose letter carried this token.
    public Optional<Long> openConfirmation(String token) {
        return open(token, Use.LETTER);
    }

    /// The confirmation that a page named by [#codePage(long)].
    public Optional<Long> openCodePage(String token) {
        return open(token, Use.PAGE);
    }

    private Optional<Long> open(String token, Use use) {
        return sealed(token).flatMap(keys::open)
                .flatMap(ConfirmationBlock::of)
                .filter(block -> block.use() == use)
                .map(ConfirmationBlock::confirmation);
    }

    private String seal(byte[] block) {
        return Base64.getUrlEncoder().encodeToString(keys.sealing().seal(block));
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
