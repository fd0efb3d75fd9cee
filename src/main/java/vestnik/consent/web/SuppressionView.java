package vestnik.consent.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Suppression;
import vestnik.consent.SuppressionReason;
import vestnik.vocabulary.Channel;

/// An address that must not be used, as programs see it.
record SuppressionView(Channel channel, String address, SuppressionReason reason, String source, Instant since,
        @Nullable Instant expiresAt) {

    static SuppressionView of(Suppression suppression) {
        return new SuppressionView(suppression.channel(), suppression.address(), suppression.reason(),
                suppression.source(), suppression.since(), suppression.expiresAt());
    }
}
