package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.dispatch.GatheredAsking.Fresh;
import vestnik.dispatch.GatheredAsking.Question;

/// What the gate said last of the messages that one connection has taken, and the question for the next answer. The clock of
/// an answer starts before its question is put. Once a question is put, no message begins before its answer is here.
final class CurrentAnswer {

    private static final int FEW = 2;
    private static final Duration STILL = Duration.ofMillis(500);

    private final GatheredAsking asking;
    private final Beacon beacon;
    private final List<Ready> messages;
    private final Duration goodFor;
    private long askedAt;
    private int from;
    private int until;
    private Map<Integer, Settled> refusals = Map.of();
    private @Nullable Question question;
    private int wantedFrom;
    private int at;
    private long movedAt = System.nanoTime();
    private boolean ended;
    private @Nullable RuntimeException untold;

    /// Messages that were just taken may all go.
    ///
    /// @param takenAt before they were taken, by [System#nanoTime()]
    CurrentAnswer(GatheredAsking asking, Beacon beacon, List<Ready> messages, long takenAt, Duration goodFor) {
        this.asking = asking;
        this.beacon = beacon;
        this.messages = messages;
        this.goodFor = goodFor;
        askedAt = takenAt;
        until = messages.size();
    }

    /// From now on, the connection is busy with this message.
    synchronized void moveTo(int index) {
        at = index;
        movedAt = System.nanoTime();
    }

    /// If the connection has been busy with one message for long, lets those go who are to have the others: the beacon tells
    /// only that one, and no other begins before another question. For any thread.
    synchronized void tellIfStill() {
        if (ended || isNarrow() || System.nanoTime() - movedAt < STILL.toNanos()) {
            return;
        }
        dropQuestion();
        until = 0;
        try {
            int only = messages.get(at).ordinal();
            beacon.limit(only, only);
        } catch (RuntimeException cause) {
            untold = cause;
            throw cause;
        }
    }

    private boolean isNarrow() {
        return until == 0;
    }

    synchronized boolean holds(int index) {
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
    synchronized void refresh(int index) {
        if (untold != null) {
            throw untold;
        }
        movedAt = System.nanoTime();
        takeAnswer();
        if (!holds(index)) {
            widen();
            ask(index, Duration.ZERO);
            takeAnswer();
        }
    }

    /// Asks if the answer will be too old for this message after this time. To be called once the message before is under way,
    /// never sooner: the beacon may tell of the answer to come at once, and those who stop that message would believe it. A
    /// connection that stood still asks later, for it has to tell of its other messages first, and this message is half sent.
    synchronized void askAhead(int next, Duration in) {
        if (next < messages.size() && !isNarrow() && !holdsIn(in, next)) {
            ask(next, in);
        }
    }

    /// After this, the beacon tells of no other answer on behalf of these messages.
    synchronized void end() {
        ended = true;
        dropQuestion();
    }

    private void dropQuestion() {
        if (question != null) {
            question.forget();
            question = null;
        }
    }

    private void widen() {
        if (isNarrow()) {
            beacon.limit(messages.getFirst().ordinal(), messages.getLast().ordinal());
        }
    }

    private void ask(int index, Duration wantedIn) {
        List<Ready> wanted = messages.subList(index, Math.min(messages.size(), index + worthAskingAt(index, wantedIn)));
        question = asking.put(beacon.connection(), wanted, wantedIn);
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
