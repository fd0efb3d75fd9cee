package vestnik.consent.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// An address to be used again.
///
/// @param address e-mail, or phone in E.164
/// @param document what proves that the person wants it; needed after a STOP or a complaint
record NewLift(@NotNull Channel channel, @NotNull String address,
        @Nullable @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*") String document)
        implements
            AddressOnChannel {}
