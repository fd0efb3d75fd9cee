package vestnik.dispatch;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Outcome;

/// What came of one attempt, as it is recorded.
///
/// @param reason the gate's reason, or the provider's words
/// @param reference the provider's id of the message
/// @param again when the message is tried again, if it is
record Settled(int ordinal, int number, LocalDate occasionOn, Result result, @Nullable String reason,
        @Nullable String reference, @Nullable Again again) {

    /// As in the table outcome; the mark stands in the journal.
    enum Result {

        ACCEPTED('A'), DEFERRED('D'), REJECTED('J'), UNCERTAIN('U'), EXPIRED('E'), WITHHELD('H'), RELEASED('R');

        private final char mark;

        Result(char mark) {
            this.mark = mark;
        }

        byte mark() {
            return (byte) mark;
        }

        static Result of(byte mark) {
            return Arrays.stream(values()).filter(result -> result.mark == mark).findFirst().orElseThrow();
        }
    }

    static Settled of(Ready message, Outcome outcome, @Nullable Again again) {
        return switch (outcome) {
            case Outcome.Accepted(String reference) -> of(message, Result.ACCEPTED, null, reference, null);
            case Outcome.Deferred(String reason, _, _) ->
                of(message, again == null ? Result.EXPIRED : Result.DEFERRED, reason, null, again);
            case Outcome.Unavailable(String reason, _) -> of(message, Result.RELEASED, reason);
            case Outcome.Rejected(String reason, _) -> of(message, Result.REJECTED, reason);
            case Outcome.Uncertain(String reason) -> of(message, Result.UNCERTAIN, reason, null, again);
        };
    }

    static Settled of(Ready message, Result result, @Nullable String reason) {
        return of(message, result, reason, null, null);
    }

    static Settled of(Ready message, Result result, @Nullable String reason, @Nullable String reference,
            @Nullable Again again) {
        return new Settled(message.ordinal(), message.number(), message.occasionOn(), result, reason, reference, again);
    }

    Settled triedAgain(@Nullable Again when) {
        return new Settled(ordinal, number, occasionOn, result, reason, reference, when);
    }

    Again againOrFail() {
        return Objects.requireNonNull(again);
    }
}
