package vestnik.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Decides whether and when a message is tried again. Marketing whose answer was lost is not sent again; a reminder is, for a
/// second one does less harm than none; an SMS is looked up at the provider first.
record RetryPolicy(RetrySettings settings, Usefulness usefulness, DoubleSupplier chance) {

    // RFC 6647, 5: greylisting asks for minutes, not seconds, and some for half an hour.
    private static final Duration GREYLISTED_FIRST = Duration.ofMinutes(5);
    private static final Duration GREYLISTED_SPREAD = Duration.ofMinutes(10);
    private static final Duration GREYLISTED_LATER = Duration.ofMinutes(30);
    private static final Duration LAST_MOMENT = Duration.ofMinutes(1);

    /// Null: it is not tried again.
    @Nullable
    Again after(Mailing mailing, Ready message, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Deferred(_, Signal signal, Duration asked) ->
                deferred(now, now.plus(waitFor(message.number(), signal, asked)),
                        usefulness.until(mailing, message));
            case Outcome.Uncertain _ -> uncertain(mailing, message.channel(), now,
                    usefulness.until(mailing, message));
            case Outcome.Accepted _,Outcome.Unavailable _,Outcome.Rejected _ -> null;
        };
    }

    /// For a message that limits, or its domain, keep from leaving before a moment.
    ///
    /// @return null if it is of no use by then
    @Nullable
    Again notBefore(Instant due, Mailing mailing, Ready message, Instant now) {
        return deferred(now, due, mailing.purpose().needsConsent() ? null : usefulness.until(mailing, message));
    }

    /// For a message whose answer was lost with its node, or was "not now" and told by its journal only.
    @Nullable
    Again afterDeath(Mailing mailing, Channel channel, Result result, Instant now) {
        Instant until = mailing.purpose().needsConsent() ? mailing.startedAt().plus(settings.marketingFor()) : null;
        return result == Result.DEFERRED
                ? deferred(now, now.plus(waitFor(1, Signal.NONE, null)), until)
                : uncertain(mailing, channel, now, until);
    }

    private @Nullable Again uncertain(Mailing mailing, Channel channel, Instant now, @Nullable Instant until) {
        Instant due = now.plus(settings.uncertainAfter());
        if (until != null && !due.isBefore(until)) {
            return null;
        }
        return switch (channel) {
            case SMS -> new Again(Again.Why.LOOK_UP, due, until);
            case EMAIL -> mailing.purpose().needsConsent() ? null : new Again(Again.Why.UNCERTAIN, due, until);
        };
    }

    /// At the last moment at which it is of use, if the wait would be longer.
    private static @Nullable Again deferred(Instant now, Instant due, @Nullable Instant until) {
        if (until == null || due.isBefore(until)) {
            return new Again(Again.Why.DEFERRED, due, until);
        }
        Instant last = until.minus(LAST_MOMENT);
        return last.isAfter(now) ? new Again(Again.Why.DEFERRED, last, until) : null;
    }

    private Duration waitFor(int tries, Signal signal, @Nullable Duration asked) {
        if (asked != null) {
            return longer(asked, chance.getAsDouble() * settings.jitter());
        }
        if (signal == Signal.GREYLISTED && tries == 1) {
            return GREYLISTED_FIRST.plus(longer(GREYLISTED_SPREAD, chance.getAsDouble() - 1));
        }
        Duration wait = grown(tries);
        Duration least = signal == Signal.GREYLISTED ? GREYLISTED_LATER : Duration.ZERO;
        return longer(wait.compareTo(least) < 0 ? least : wait, settings.jitter() * (2 * chance.getAsDouble() - 1));
    }

    private Duration grown(int tries) {
        double millis = settings.first().toMillis() * Math.pow(settings.growth(), tries - 1.0);
        return Duration.ofMillis((long) Math.min(millis, (double) settings.longest().toMillis()));
    }

    private static Duration longer(Duration wait, double share) {
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 + share)));
    }
}
