package vestnik.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.audience.Audience;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// One promotion: what is written, on which channel and to whom.
///
/// @param purpose PROMOTION or PARTNER
/// @param launchedBy name of the person who let it go (38-FZ 18); null until then
public record Campaign(long id, String name, String template, Purpose purpose, Channel channel, Audience audience,
        String createdBy, Instant createdAt, @Nullable String launchedBy, @Nullable Instant launchedAt) {}
