package vestnik.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a program or the clinic's staff reports that a person did.
///
/// @param at when the person acted
/// @param source API or PAPER
/// @param document what the person signed or said it in, as the clinic files it
/// @param wording version of the wording agreed to
/// @param representative external id of who acted for the patient; null if the patient did
public record NewAct(Subscription subscription, Act act, Instant at, Source source, @Nullable String document,
        @Nullable String wording, @Nullable String representative) {}
