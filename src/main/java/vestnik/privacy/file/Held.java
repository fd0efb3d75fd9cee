package vestnik.privacy.file;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Withheld;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What holds for a purpose on a channel: what the person did last, and what the gate makes of it now.
///
/// @param state UNCONFIRMED, GRANTED or WITHDRAWN; null if never asked
/// @param since when the person acted
/// @param reason why nothing may be sent; empty if it may
public record Held(Purpose purpose, Channel channel, @Nullable String state, @Nullable Instant since,
        Optional<Withheld> reason) {}
