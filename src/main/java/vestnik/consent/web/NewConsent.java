package vestnik.consent.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Act;
import vestnik.consent.NewAct;
import vestnik.consent.Source;
import vestnik.consent.Subscription;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What is reported over the API.
///
/// @param at when the person acted; now if absent
/// @param source API or PAPER; API if absent
/// @param document what proves it, as the clinic files it
/// @param wording version of the wording agreed to
/// @param representative external id of who acted for the patient
record NewConsent(@NotNull Purpose purpose, @NotNull Channel channel, @NotNull Act act, @Nullable Instant at,
        @Nullable Source source, @Nullable @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*") String document,
        @Nullable @Size(max = 100) String wording, @Nullable String representative) {

    NewAct act(Clock clock) {
        return new NewAct(new Subscription(purpose, channel), act, Objects.requireNonNullElseGet(at, clock::instant),
                Objects.requireNonNullElse(source, Source.API), document, wording, representative);
    }
}
