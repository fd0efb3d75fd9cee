package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock lock = new ReentrantLock();
    private long askedAt;
    private int from;
    private int until;
    private Map<Integer, Settled> refusals = Map.of();
    private @Nullable Question question;
    private int wantedFrom;
    private int at;
    private long movedAt = System.nanoTime();
    private boolean begun;
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
    void moveTo(int index) {
        try (Locked _ = locked()) {
            at = index;
            begun = false;
            movedAt = System.nanoTime();
        }
    }

    /// If the connection has been busy with one message for long, lets those go who are to have the others: the beacon is to
    /// tell only that one if it has begun, else none, and no other begins before another question. It may be the relay that is
    /// slow, or this machine, so that the connection's thread has not had its turn since an answer came; one that is on its way
    /// tells more. For any thread; it does not wait for a connection that is about to ask, however long this takes it.
    ///
    /// @param told done once the beacon tells so
    /// @return what it is to tell
    Optional<Span> giveUpIfStill(CompletableFuture<Void> told) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try (Locked _ = lock::unlock) {
            boolean isStill = System.nanoTime() - movedAt >= STILL.toNanos();
            if (ended || narrow || !isStill || (question != null && !question.giveUp())) {
                return Optional.empty();
            }
            question = null;
            narrow = true;
            until = 0;
            beacon.tellAfter(told);
            return Optional.of(begun ? only(messages.get(at)) : all().none());
        }
    }

    private Span only(Ready message) {
        return new Span(beacon.connection(), message.ordinal(), message.ordinal());
    }

    private Span all() {
        return new Span(beacon.connection(), messages.getFirst().ordinal(), messages.getLast().ordinal());
    }

    /// Whether this message may go now; if so, it has begun.
    boolean begins(int index) {
        try (Locked _ = locked()) {
            begun = holdsIn(Duration.ZERO, index);
            return begun;
        }
    }

    boolean holds(int index) {
        try (Locked _ = locked()) {
            return holdsIn(Duration.ZERO, index);
        }
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

    private @Nullable Question askedAhead() {
        try (Locked _ = locked()) {
            movedAt = System.nanoTime();
            if (question != null) {
                question.hurry();
            }
            return question;
        }
    }

    private Question askNow(int index) {
        try (Locked _ = locked()) {
            Question put = ask(index, Duration.ZERO);
            narrow = false;
            movedAt = System.nanoTime();
            put.hurry();
            return put;
        }
    }

    /// Asks if the answer will be too old for this message after this time. To be called once the message before is under way,
    /// never sooner: the beacon may tell of the answer to come at once, and those who stop that message would believe it. A
    /// connection that stood still asks later, for it has to tell of its other messages first, and this message is half sent.
    void askAhead(int next, Duration in) {
        try (Locked _ = locked()) {
            if (next < messages.size() && !narrow && !holdsIn(in, next)) {
                ask(next, in);
            }
        }
    }

    /// After this, the beacon tells of no other answer on behalf of these messages.
    void end() {
        try (Locked _ = locked()) {
            ended = true;
            if (question != null) {
                question.forget();
                question = null;
            }
        }
    }

    private Question ask(int index, Duration wantedIn) {
        List<Ready> wanted = messages.subList(index, Math.min(messages.size(), index + worthAskingAt(index, wantedIn)));
        wantedFrom = index;
        if (narrow) {
            beacon.awaitOthers();
        }
        question = asking.put(beacon.connection(), wanted, wantedIn, narrow ? all() : null);
        return question;
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

    private void accept(Question put, Fresh fresh) {
        try (Locked _ = locked()) {
            boolean dropped = put != question;
            if (!dropped) {
                question = null;
                learn(fresh, put.messages());
            }
        }
    }

    private void learn(Fresh fresh, int about) {
        if (!fresh.lit()) {
            throw new IllegalStateException("this connection was taken for dead by others");
        }
        if (fresh.said().hold() != null) {
            throw new OnHold(fresh.said().hold());
        }
        askedAt = fresh.askedAt();
        from = wantedFrom;
        until = wantedFrom + about;
        refusals = fresh.said().byOrdinal();
    }

    private Locked locked() {
        lock.lock();
        return lock::unlock;
    }

    private interface Locked extends AutoCloseable {

        @Override
        void close();
    }
}
