package vestnik.dispatch;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Outcome;

/// What came of one attempt, as it is recorded.
///
/// @param reason the gate's reason, or the provider's words
/// @param reference the provider's id of the message
record Settled(int ordinal, int number, LocalDate occasionOn, Result result, @Nullable String reason,
        @Nullable String reference) {

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

    static Settled of(Ready message, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(String reference) -> of(message, Result.ACCEPTED, null, reference);
            case Outcome.Deferred(String reason, _, _) -> of(message, Result.DEFERRED, reason, null);
            case Outcome.Unavailable(String reason, _) -> of(message, Result.RELEASED, reason, null);
            case Outcome.Rejected(String reason, _) -> of(message, Result.REJECTED, reason, null);
            case Outcome.Uncertain(String reason) -> of(message, Result.UNCERTAIN, reason, null);
        };
    }

    static Settled of(Ready message, Result result, @Nullable String reason, @Nullable String reference) {
        return new Settled(message.ordinal(), message.number(), message.occasionOn(), result, reason, reference);
    }
}
