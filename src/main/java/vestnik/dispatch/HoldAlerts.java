package vestnik.dispatch;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.mailing.Held;
import vestnik.mailing.HeldByItself;
import vestnik.mailing.Why;

/// Tells people of what was held by itself.
@Component
class HoldAlerts {

    private final Alerts alerts;

    HoldAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @EventListener
    void on(HeldByItself event) {
        Why why = event.why();
        switch (why.reason()) {
            case BY_HAND -> {
                // Who did it knows.
            }
            case BOUNCES, COMPLAINTS, UNSUBSCRIBES, REJECTIONS -> alerts.raise(AlertKind.BRAKED, subject(event.held()),
                    "%s: %d / %d".formatted(why.reason(), why.counted(), why.outOf()));
            case MESSAGE_AT_FAULT -> raise(AlertKind.MESSAGE_AT_FAULT, event);
            case FILTERED -> raise(AlertKind.FILTERED, event);
            case SENDER_NOT_SET_UP -> raise(AlertKind.SENDER_NOT_SET_UP, event);
            case LOCKED_OUT -> raise(AlertKind.LOCKED_OUT, event);
        }
    }

    private void raise(AlertKind kind, HeldByItself event) {
        alerts.raise(kind, subject(event.held()), String.valueOf(event.why().detail()));
    }

    static String subject(Held held) {
        return switch (held) {
            case Held.Everything() -> held.subject();
            case Held.OnChannel(_),Held.FromTemplate(_) -> held.key();
            case Held.OfCampaign(_),Held.OneMailing(_) -> held.subject();
        };
    }
}
