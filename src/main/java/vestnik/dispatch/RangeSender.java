package vestnik.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.channel.Outcome;
import vestnik.dispatch.Sender.Handover;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;

/// Sends ranges of one mailing on one connection: ask the gate and note the attempts, then for each message render, ask
/// again if the answer is too old, hand over and note the outcome in the journal; then record all outcomes at once. No
/// database transaction is open meanwhile. The beacon tells others how old the answer is.
final class RangeSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RangeSender.class);

    private final Mailing mailing;
    private final Attempts attempts;
    private final Sender sender;
    private final Beacon beacon;
    private final Journal journal;
    private final Duration consentAge;
    private final Progress progress;

    RangeSender(Mailing mailing, Attempts attempts, Sender sender, Beacon beacon, Journal journal, Duration consentAge,
            Progress progress) {
        this.mailing = mailing;
        this.attempts = attempts;
        this.sender = sender;
        this.beacon = beacon;
        this.journal = journal;
        this.consentAge = consentAge;
        this.progress = progress;
    }

    /// Sends what is open of these ordinals.
    ///
    /// @throws ProviderUnavailable if the provider cannot be reached; the rest is open again then
    void send(int first, int last) {
        beacon.work(mailing.id(), first, last);
        var answer = new Answer();
        List<Ready> messages = attempts.take(mailing, first, last);
        journal.open(mailing.id(), messages);
        var settled = new ArrayList<Settled>(messages.size());
        String unavailable = sendAll(messages, answer, settled);
        messages.subList(settled.size(), messages.size())
                .forEach(message -> settled.add(Settled.of(message, Result.RELEASED, unavailable, null)));
        attempts.record(mailing, settled);
        journal.clear();
        if (unavailable != null) {
            beacon.rest();
            throw new ProviderUnavailable(unavailable);
        }
    }

    /// Sends until all are settled; or until the provider is found unavailable, which is returned.
    private @Nullable String sendAll(List<Ready> messages, Answer first, List<Settled> settled) {
        Answer answer = first;
        for (int index = 0; index < messages.size(); index++) {
            Ready message = messages.get(index);
            Handover handover = prepare(message);
            if (answer.isOld()) {
                answer = new Answer(messages.subList(index, messages.size()));
            }
            Settled one = answer.refusalOf(message);
            one = one == null ? handOver(index, message, handover) : one;
            journal.end(index, one);
            settled.add(one);
            if (one.result() == Result.RELEASED && one.reason() != null) {
                return one.reason();
            }
            progress.count(one);
        }
        return null;
    }

    /// Null if the message cannot be rendered.
    private @Nullable Handover prepare(Ready message) {
        try {
            return sender.prepare(mailing, message);
        } catch (RuntimeException cause) {
            LOG.warn("message {}.{} could not be rendered: {}", mailing.id(), message.ordinal(), cause.toString());
            return null;
        }
    }

    private Settled handOver(int index, Ready message, @Nullable Handover handover) {
        if (handover == null) {
            return Settled.of(message, Result.REJECTED, "RENDER", null);
        }
        journal.begin(index);
        return Settled.of(message, answerOf(handover, message));
    }

    private Outcome answerOf(Handover handover, Ready message) {
        try {
            return handover.begin();
        } catch (RuntimeException cause) {
            LOG.error("the hand-over of message {}.{} broke", mailing.id(), message.ordinal(), cause);
            return new Outcome.Uncertain("BROKE");
        }
    }

    @Override
    public void close() {
        sender.close();
        journal.close();
        beacon.close();
    }

    /// What the gate said last, and when it was asked: the clock starts before the question is put.
    private final class Answer {

        private final long askedAt = System.nanoTime();
        private final Map<Integer, Settled> refusals;

        Answer() {
            refusals = Map.of();
        }

        Answer(List<Ready> messages) {
            beacon.ask();
            refusals = attempts.askAgain(mailing, messages).stream()
                    .collect(Collectors.toMap(Settled::ordinal, Function.identity()));
        }

        boolean isOld() {
            return System.nanoTime() - askedAt >= consentAge.toNanos();
        }

        @Nullable
        Settled refusalOf(Ready message) {
            return refusals.get(message.ordinal());
        }
    }
}
