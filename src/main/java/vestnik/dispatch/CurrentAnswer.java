package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vestnik.dispatch.GatheredAsking.Fresh;
import vestnik.dispatch.GatheredAsking.Question;

/// What the gate said last of the messages that one connection has taken, and the question for the next answer. The clock of
/// an answer starts before its question is put. Once a question is put, no message begins before its answer is here.
final class CurrentAnswer {

    private static final int FEW = 2;

    private final GatheredAsking asking;
    private final UUID beacon;
    private final List<Ready> messages;
    private final Duration goodFor;
    private long askedAt;
    private int from;
    private int until;
    private Map<Integer, Settled> refusals = Map.of();
    private @Nullable Question question;
    private int wantedFrom;

    /// Messages that were just taken may all go.
    ///
    /// @param takenAt before they were taken, by [System#nanoTime()]
    CurrentAnswer(GatheredAsking asking, UUID beacon, List<Ready> messages, long takenAt, Duration goodFor) {
        this.asking = asking;
        this.beacon = beacon;
        this.messages = messages;
        this.goodFor = goodFor;
        askedAt = takenAt;
        until = messages.size();
    }

    boolean holds(int index) {
        return holdsIn(Duration.ZERO, index);
    }

    private boolean holdsIn(Duration time, int index) {
        return index < until && System.nanoTime() + time.toNanos() - askedAt < goodFor.toNanos();
    }

    @Nullable
    Settled refusalOf(Ready message) {
        return refusals.get(message.ordinal());
    }

    /// Asks if nobody has yet and the answer is too old for this message. It may have become too old again on return.
    ///
    /// @throws OnHold if somebody holds the mailing
    void refresh(int index) {
        takeAnswer();
        if (!holds(index)) {
            ask(index, Duration.ZERO);
            takeAnswer();
        }
    }

    /// Asks if the answer will be too old for this message after this time. To be called once the message before is under way,
    /// never sooner: the beacon may tell of the answer to come at once, and those who stop that message would believe it.
    void askAhead(int next, Duration in) {
        if (next < messages.size() && !holdsIn(in, next)) {
            ask(next, in);
        }
    }

    /// After this, the beacon tells of no other answer on behalf of these messages.
    void forgetQuestion() {
        if (question != null) {
            question.forget();
        }
    }

    private void ask(int index, Duration wantedIn) {
        List<Ready> wanted = messages.subList(index, Math.min(messages.size(), index + worthAskingAt(index, wantedIn)));
        question = asking.put(beacon, wanted, wantedIn);
        wantedFrom = index;
    }

    /// Twice as many as this answer has served, but no more than can begin on the next one if each takes this time (zero: not
    /// known).
    private int worthAskingAt(int index, Duration each) {
        int twice = Math.max(FEW, 2 * (index - from));
        return each.isZero() ? twice : (int) Math.min(twice, 1 + goodFor.dividedBy(each));
    }

    private void takeAnswer() {
        Question put = question;
        if (put == null) {
            return;
        }
        Fresh fresh = put.await();
        question = null;
        if (!fresh.lit()) {
            throw new IllegalStateException("this connection was taken for dead by others");
        }
        if (fresh.said().hold() != null) {
            throw new OnHold(fresh.said().hold());
        }
        askedAt = fresh.askedAt();
        from = wantedFrom;
        until = wantedFrom + put.messages();
        refusals = fresh.said().byOrdinal();
    }
}
