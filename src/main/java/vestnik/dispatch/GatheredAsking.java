package vestnik.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vestnik.dispatch.Attempts.Refusals;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Asks again for several connections that send one portion. While one question is at the database, those of other
/// connections gather, and are put together next: so many slow connections ask no more often than the database answers.
final class GatheredAsking {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Attempts attempts;
    private final Mailing mailing;
    private final Channel channel;
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    GatheredAsking(Attempts attempts, Mailing mailing, Channel channel) {
        this.attempts = attempts;
        this.mailing = mailing;
        this.channel = channel;
    }

    /// What the gate says now of messages that one connection has taken; its beacon tells so.
    Fresh ask(UUID beacon, List<Ready> messages) {
        var mine = new Question(beacon, messages);
        waiting.add(mine);
        while (!mine.isAnswered()) {
            if (asking.compareAndSet(false, true)) {
                try {
                    askForAll();
                } finally {
                    asking.set(false);
                    wakeNext();
                }
            } else {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        return mine.get();
    }

    private void wakeNext() {
        Question next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    private void askForAll() {
        var all = new ArrayList<Question>();
        for (Question one = waiting.poll(); one != null; one = waiting.poll()) {
            all.add(one);
        }
        if (all.isEmpty()) {
            return;
        }
        try {
            long askedAt = System.nanoTime();
            Refusals said = attempts.askAgain(mailing, channel, all.stream().map(one -> one.beacon).toList(),
                    all.stream().flatMap(one -> one.messages.stream()).toList());
            all.forEach(one -> one.answer(new Fresh(askedAt, said.lit().contains(one.beacon), said)));
        } catch (RuntimeException fault) {
            all.forEach(one -> one.fail(fault));
        }
    }

    /// An answer.
    ///
    /// @param askedAt before the question was put, by [System#nanoTime()]
    /// @param lit false if the connection was taken for dead: then nothing more may be handed over on it
    record Fresh(long askedAt, boolean lit, Refusals said) {}

    private static final class Question {

        private final UUID beacon;
        private final List<Ready> messages;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Fresh answer;
        private volatile @Nullable RuntimeException failure;

        Question(UUID beacon, List<Ready> messages) {
            this.beacon = beacon;
            this.messages = messages;
        }

        void answer(Fresh fresh) {
            answer = fresh;
            LockSupport.unpark(thread);
        }

        void fail(RuntimeException fault) {
            failure = fault;
            LockSupport.unpark(thread);
        }

        boolean isAnswered() {
            return answer != null || failure != null;
        }

        Fresh get() {
            RuntimeException fault = failure;
            if (fault != null) {
                throw fault;
            }
            return Objects.requireNonNull(answer);
        }
    }
}
