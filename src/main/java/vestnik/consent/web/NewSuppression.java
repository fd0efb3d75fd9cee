package vestnik.consent.web;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// An address to be used no more.
///
/// @param address e-mail, or phone in E.164
/// @param expiresAt until when; for good if absent
record NewSuppression(@NotNull Channel channel, @NotNull String address, @Nullable @Future Instant expiresAt)
        implements
            AddressOnChannel {}
