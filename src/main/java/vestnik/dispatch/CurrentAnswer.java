package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vestnik.dispatch.Beacons.Span;
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
    private boolean narrow;
    private boolean ended;

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

    /// If the connection has been busy with one message for long, lets those go who are to have the others: the beacon is to
    /// tell only that one, and no other begins before another question. It may be the relay that is slow, or this machine, so
    /// that the connection's thread has not had its turn since an answer came; one that is on its way tells more. For any thread.
    ///
    /// @param told done once the beacon tells so
    /// @return what it is to tell
    synchronized Optional<Span> giveUpIfStill(CompletableFuture<Void> told) {
        boolean isStill = System.nanoTime() - movedAt >= STILL.toNanos();
        if (ended || narrow || !isStill || (question != null && !question.giveUp())) {
            return Optional.empty();
        }
        question = null;
        narrow = true;
        until = 0;
        beacon.tellAfter(told);
        int only = messages.get(at).ordinal();
        return Optional.of(new Span(beacon.connection(), only, only));
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
    void refresh(int index) {
        take(askedAhead());
        if (!holds(index)) {
            take(askNow(index));
        }
    }

    private synchronized @Nullable Question askedAhead() {
        movedAt = System.nanoTime();
        if (question != null) {
            question.hurry();
        }
        return question;
    }

    private synchronized Question askNow(int index) {
        Question put = ask(index, Duration.ZERO);
        narrow = false;
        movedAt = System.nanoTime();
        put.hurry();
        return put;
    }

    /// Asks if the answer will be too old for this message after this time. To be called once the message before is under way,
    /// never sooner: the beacon may tell of the answer to come at once, and those who stop that message would believe it. A
    /// connection that stood still asks later, for it has to tell of its other messages first, and this message is half sent.
    synchronized void askAhead(int next, Duration in) {
        if (next < messages.size() && !narrow && !holdsIn(in, next)) {
            ask(next, in);
        }
    }

    /// After this, the beacon tells of no other answer on behalf of these messages.
    synchronized void end() {
        ended = true;
        if (question != null) {
            question.forget();
            question = null;
        }
    }

    private Question ask(int index, Duration wantedIn) {
        List<Ready> wanted = messages.subList(index, Math.min(messages.size(), index + worthAskingAt(index, wantedIn)));
        wantedFrom = index;
        question = asking.put(beacon.connection(), wanted, wantedIn, narrow ? all() : null);
        return question;
    }

    private Span all() {
        beacon.awaitOthers();
        return new Span(beacon.connection(), messages.getFirst().ordinal(), messages.getLast().ordinal());
    }

    /// Twice as many as this answer has served, but no more than can begin on the next one if each takes this time (zero: not
    /// known).
    private int worthAskingAt(int index, Duration each) {
        int twice = Math.max(FEW, 2 * (index - from));
        return each.isZero() ? twice : (int) Math.min(twice, 1 + goodFor.dividedBy(each));
    }

    // Nobody is locked out while the answer is on its way.
    private void take(@Nullable Question put) {
        if (put != null) {
            accept(put, put.await());
        }
    }

    private synchronized void accept(Question put, Fresh fresh) {
        boolean dropped = put != question;
        if (dropped) {
            return;
        }
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
