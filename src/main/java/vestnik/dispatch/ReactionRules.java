package vestnik.dispatch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vestnik.alert.AlertKind;
import vestnik.channel.Signal;
import vestnik.consent.Trouble;
import vestnik.dispatch.Reaction.LeaveAlone;
import vestnik.dispatch.Reaction.Note;
import vestnik.dispatch.Reaction.RecordOptOut;
import vestnik.dispatch.Reaction.Stop;
import vestnik.dispatch.Reaction.StopForAWhile;
import vestnik.dispatch.Reaction.Tell;
import vestnik.mailing.Held;
import vestnik.mailing.Why;

/// What each signal asks for. What would stop others than the one recipient takes several answers in a row where a single
/// odd recipient can cause it: a host that stumbles, a region that is not allowed, a reminder that one server finds too big.
final class ReactionRules {

    /// A single failure of a host says little.
    private static final int HOST_STUMBLES = 5;
    private static final int ODD_RECIPIENTS = 3;
    /// Twilio's "permission to send to this region" and "not reachable from this sender": about the recipient's country.
    private static final Pattern ABOUT_THE_REGION = Pattern.compile("(21408|21612)\\b.*", Pattern.DOTALL);

    private ReactionRules() {}

    static Due on(Answered answer) {
        return switch (answer.signal()) {
            case NONE, GREYLISTED, TOO_LATE -> Due.NOTHING;
            case HOST_IN_TROUBLE ->
                Due.after(HOST_STUMBLES, streak(answer), leaveAlone(answer, "", BackOffReason.HOST_IN_TROUBLE));
            case TOO_FAST -> Due.now(leaveAlone(answer, "", BackOffReason.TOO_FAST));
            case SENDER_UNPROVEN -> Due.now(leaveAlone(answer, "", BackOffReason.SENDER_UNPROVEN),
                    tell(AlertKind.SENDER_UNPROVEN, answer.target(), answer));
            case TAKEN_FOR_SPAM ->
                Due.now(leaveAlone(answer, answer.held().subject(), BackOffReason.TAKEN_FOR_SPAM),
                        tell(AlertKind.TAKEN_FOR_SPAM, answer.target(), answer));
            case FILTERED -> stop(answer, answer.isUrgent(), new Held.FromTemplate(answer.mailing().template()),
                    Why.Reason.FILTERED, AlertKind.FILTERED);
            case ADDRESS_UNKNOWN -> note(answer, Trouble.ADDRESS_UNKNOWN);
            case DOMAIN_UNKNOWN -> note(answer, Trouble.DOMAIN_UNKNOWN);
            case MAILBOX_UNUSABLE -> note(answer, Trouble.MAILBOX_UNUSABLE);
            case UNREACHED -> note(answer, Trouble.UNREACHED);
            case MESSAGE_AT_FAULT -> stop(answer, answer.isUrgent(), answer.held(), Why.Reason.MESSAGE_AT_FAULT,
                    AlertKind.MESSAGE_AT_FAULT);
            case SENDER_NOT_SET_UP -> stop(answer, ABOUT_THE_REGION.matcher(answer.words()).matches(),
                    new Held.OnChannel(answer.channel()), Why.Reason.SENDER_NOT_SET_UP, AlertKind.SENDER_NOT_SET_UP);
            case LOCKED_OUT -> Due.now(
                    new StopForAWhile(new Held.OnChannel(answer.channel()), Why.Reason.LOCKED_OUT, answer.words()));
            case OPTED_OUT ->
                Due.now(new RecordOptOut(answer.address(), answer.mailing().id(), answer.ordinal()));
        };
    }

    /// The streaks that an accepted message ends.
    static List<String> streaksOf(Answered accepted) {
        return List.of(Signal.HOST_IN_TROUBLE + " " + accepted.target(),
                streak(Signal.FILTERED, new Held.FromTemplate(accepted.mailing().template())),
                streak(Signal.MESSAGE_AT_FAULT, accepted.held()),
                streak(Signal.SENDER_NOT_SET_UP, new Held.OnChannel(accepted.channel())));
    }

    private static Due stop(Answered answer, boolean onlySeveral, Held held, Why.Reason reason, AlertKind kind) {
        var stop = new Stop(held, reason, answer.words());
        return onlySeveral
                ? Due.after(ODD_RECIPIENTS, streak(answer.signal(), held), stop)
                        .and(tell(kind, HoldAlerts.subject(held), answer))
                : Due.now(stop);
    }

    private static Due note(Answered answer, Trouble trouble) {
        return Due.now(new Note(answer.channel(), answer.address(), trouble, answer.message()));
    }

    private static LeaveAlone leaveAlone(Answered answer, String scope, BackOffReason reason) {
        return new LeaveAlone(answer.target(), scope, reason);
    }

    private static Tell tell(AlertKind kind, String subject, Answered answer) {
        return new Tell(kind, subject, answer.words());
    }

    private static String streak(Answered answer) {
        return answer.signal() + " " + answer.target();
    }

    private static String streak(Signal signal, Held held) {
        return signal + " " + held.subject().toLowerCase(Locale.ROOT);
    }
}
