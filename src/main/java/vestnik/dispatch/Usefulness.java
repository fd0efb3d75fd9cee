package vestnik.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;
import vestnik.mailing.RemindersSettings;

/// Until when a message is of use to who gets it.
@Component
class Usefulness {

    private final RemindersSettings reminders;
    private final RetrySettings settings;

    Usefulness(RemindersSettings reminders, RetrySettings settings) {
        this.reminders = reminders;
        this.settings = settings;
    }

    /// Null: what the message tells of decides, when the gate is asked.
    @Nullable
    Instant until(Mailing mailing, Ready message) {
        return switch (mailing.purpose()) {
            case APPOINTMENT ->
                message.startsAt() == null ? null : untilTooNear(message.startsAt(), message.occasion());
            case NOTICE -> null;
            case PROMOTION, PARTNER, REVIEW -> mailing.startedAt().plus(settings.marketingFor());
        };
    }

    /// An occasion of a reminder is `r:appointment:version:offset`.
    private Instant untilTooNear(Instant startsAt, String occasion) {
        var offset = reminders.offsets().get(occasion.substring(occasion.lastIndexOf(':') + 1));
        return offset == null ? startsAt : startsAt.minus(offset.until());
    }
}
