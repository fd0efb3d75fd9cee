package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static vestnik.dispatch.ReactionRulesTest.To.MAIL;
import static vestnik.dispatch.ReactionRulesTest.To.PHONE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Why;
import vestnik.test.TestClock;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What is done after each answer, besides settling its message.
class ReactionRulesTest {

    private static final String WORDS = "550 5.7.1 no";
    private static final Mailing CAMPAIGN = mailing(MailingKind.CAMPAIGN, Purpose.PROMOTION, "promotion", 12L);
    private static final Mailing REVIEWS = mailing(MailingKind.REVIEW_REQUESTS, Purpose.REVIEW, "review-request", null);
    private static final Mailing REMINDERS = mailing(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT,
            "appointment-reminder", null);

    enum To {

        MAIL("Anna@Mail.ru"), PHONE("+79160000001");

        final String address;

        To(String address) {
            this.address = address;
        }
    }

    @ParameterizedTest(name = "{0} of {2}")
    @MethodSource("atOnce")
    void oneAnswerIsEnough(Signal signal, To to, Mailing mailing, String words, List<Reaction> expected) {
        Due due = ReactionRules.on(new Answered(mailing, 5, to.address, signal, words));
        assertThat(due.atOnce()).containsExactlyElementsOf(expected);
        assertThat(due.then()).isEmpty();
    }

    static Stream<Arguments> atOnce() {
        return Stream.of(
                of(Signal.TOO_FAST, MAIL, CAMPAIGN, new LeaveAlone("mail.ru", "", BackOffReason.TOO_FAST)),
                of(Signal.TOO_FAST, PHONE, REMINDERS, new LeaveAlone("SMS", "", BackOffReason.TOO_FAST)),
                of(Signal.SENDER_UNPROVEN, MAIL, REMINDERS,
                        new LeaveAlone("mail.ru", "", BackOffReason.SENDER_UNPROVEN),
                        new Tell(AlertKind.SENDER_UNPROVEN, "mail.ru", WORDS)),
                of(Signal.TAKEN_FOR_SPAM, MAIL, CAMPAIGN,
                        new LeaveAlone("mail.ru", "campaign:12", BackOffReason.TAKEN_FOR_SPAM),
                        new Tell(AlertKind.TAKEN_FOR_SPAM, "mail.ru", WORDS)),
                of(Signal.TAKEN_FOR_SPAM, MAIL, REMINDERS,
                        new LeaveAlone("mail.ru", "mailing:3", BackOffReason.TAKEN_FOR_SPAM),
                        new Tell(AlertKind.TAKEN_FOR_SPAM, "mail.ru", WORDS)),
                of(Signal.FILTERED, PHONE, CAMPAIGN,
                        new Stop(new Held.FromTemplate("promotion"), Why.Reason.FILTERED, WORDS)),
                of(Signal.ADDRESS_UNKNOWN, MAIL, CAMPAIGN,
                        new Note(Channel.EMAIL, MAIL.address, Trouble.ADDRESS_UNKNOWN, "3.5")),
                of(Signal.DOMAIN_UNKNOWN, MAIL, REMINDERS,
                        new Note(Channel.EMAIL, MAIL.address, Trouble.DOMAIN_UNKNOWN, "3.5")),
                of(Signal.MAILBOX_UNUSABLE, MAIL, REMINDERS,
                        new Note(Channel.EMAIL, MAIL.address, Trouble.MAILBOX_UNUSABLE, "3.5")),
                of(Signal.UNREACHED, PHONE, REMINDERS,
                        new Note(Channel.SMS, PHONE.address, Trouble.UNREACHED, "3.5")),
                of(Signal.ADDRESS_UNKNOWN, PHONE, REMINDERS,
                        new Note(Channel.SMS, PHONE.address, Trouble.ADDRESS_UNKNOWN, "3.5")),
                of(Signal.MESSAGE_AT_FAULT, MAIL, CAMPAIGN,
                        new Stop(new Held.OfCampaign(12), Why.Reason.MESSAGE_AT_FAULT, WORDS)),
                of(Signal.MESSAGE_AT_FAULT, MAIL, REVIEWS,
                        new Stop(new Held.OneMailing(3), Why.Reason.MESSAGE_AT_FAULT, WORDS)),
                arguments(Signal.SENDER_NOT_SET_UP, PHONE, REMINDERS, "21606 not a valid sender", List.of(
                        new Stop(new Held.OnChannel(Channel.SMS), Why.Reason.SENDER_NOT_SET_UP,
                                "21606 not a valid sender"))),
                of(Signal.LOCKED_OUT, MAIL, REMINDERS,
                        new StopForAWhile(new Held.OnChannel(Channel.EMAIL), Why.Reason.LOCKED_OUT, WORDS)),
                of(Signal.OPTED_OUT, PHONE, CAMPAIGN, new RecordOptOut(PHONE.address, 3, 5)));
    }

    @ParameterizedTest(name = "{0} of {2}: {4} in a row")
    @MethodSource("severalInARow")
    void whatOneOddRecipientCanCauseTakesSeveral(Signal signal, To to, Mailing mailing, String words, int inARow,
            Reaction then, @Nullable AlertKind told) {
        var answer = new Answered(mailing, 5, to.address, signal, words);
        Due due = ReactionRules.on(answer);
        assertThat(due.inARow()).isEqualTo(inARow);
        assertThat(due.then()).containsExactly(then);
        assertThat(due.atOnce()).hasSize(told == null ? 0 : 1)
                .allMatch(reaction -> reaction instanceof Tell(AlertKind kind, _, _) && kind == told);
        assertThat(ReactionRules.streaksOf(new Answered(mailing, 6, to.address, Signal.NONE, "")))
                .as("an accepted message ends it").contains(due.streak());
    }

    static Stream<Arguments> severalInARow() {
        return Stream.of(
                arguments(Signal.HOST_IN_TROUBLE, MAIL, CAMPAIGN, WORDS, 5,
                        new LeaveAlone("mail.ru", "", BackOffReason.HOST_IN_TROUBLE), null),
                arguments(Signal.FILTERED, PHONE, REMINDERS, WORDS, 3,
                        new Stop(new Held.FromTemplate("appointment-reminder"), Why.Reason.FILTERED, WORDS),
                        AlertKind.FILTERED),
                arguments(Signal.MESSAGE_AT_FAULT, MAIL, REMINDERS, WORDS, 3,
                        new Stop(new Held.OneMailing(3), Why.Reason.MESSAGE_AT_FAULT, WORDS),
                        AlertKind.MESSAGE_AT_FAULT),
                arguments(Signal.SENDER_NOT_SET_UP, PHONE, CAMPAIGN, "21408 region", 3,
                        new Stop(new Held.OnChannel(Channel.SMS), Why.Reason.SENDER_NOT_SET_UP, "21408 region"),
                        AlertKind.SENDER_NOT_SET_UP),
                arguments(Signal.SENDER_NOT_SET_UP, PHONE, CAMPAIGN, "21612 not reachable", 3,
                        new Stop(new Held.OnChannel(Channel.SMS), Why.Reason.SENDER_NOT_SET_UP, "21612 not reachable"),
                        AlertKind.SENDER_NOT_SET_UP));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GREYLISTED", "TOO_LATE"})
    void theseAskForNothing(Signal signal) {
        for (To to : To.values()) {
            assertThat(ReactionRules.on(new Answered(CAMPAIGN, 5, to.address, signal, WORDS))).isEqualTo(Due.NOTHING);
        }
    }

    /// What bears on an address is left to those who remember the troubles of addresses.
    @Test
    void nothingElseBearsOnTheAddress() {
        assertThat(Arrays.stream(Signal.values()).filter(signal -> ReactionRules
                .on(new Answered(REMINDERS, 5, MAIL.address, signal, WORDS)).atOnce().stream()
                .anyMatch(Note.class::isInstance))).containsExactly(Signal.ADDRESS_UNKNOWN, Signal.DOMAIN_UNKNOWN,
                        Signal.MAILBOX_UNUSABLE, Signal.UNREACHED);
    }

    private static Arguments of(Signal signal, To to, Mailing mailing, Reaction... expected) {
        return arguments(signal, to, mailing, WORDS, List.of(expected));
    }

    private static Mailing mailing(MailingKind kind, Purpose purpose, String template, @Nullable Long campaign) {
        return new Mailing(3, kind, purpose, template, "key", TestClock.START, campaign, "anna", TestClock.START,
                TestClock.START, null, null, null, null, 1, Mailing.Days.ANY);
    }
}
