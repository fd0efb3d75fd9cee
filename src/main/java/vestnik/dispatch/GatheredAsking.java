package vestnik.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vestnik.dispatch.Attempts.Refusals;
import vestnik.dispatch.Beacons.Span;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Asks again for several connections that send one portion. While one question is at the database, those of other
/// connections gather, and are put together next: so many slow connections ask no more often than the database answers. A
/// connection may put its question while a message is on its wire, to have the answer when the next one is to go. It has a
/// thread of its own, for among the virtual ones it would stand in line behind all requests, and people wait for its answer.
final class GatheredAsking {

    private static final long COMPANY = Duration.ofMillis(25).toNanos();

    private final Attempts attempts;
    private final Beacons beacons;
    private final Mailing mailing;
    private final Channel channel;
    private final Duration goodFor;
    private final List<Question> waiting = new ArrayList<>();
    private boolean atWork;
    private volatile Duration took = Duration.ZERO;

    /// @param goodFor how old an answer may be when a hand-over starts
    GatheredAsking(Attempts attempts, Beacons beacons, Mailing mailing, Channel channel, Duration goodFor) {
        this.attempts = attempts;
        this.beacons = beacons;
        this.mailing = mailing;
        this.channel = channel;
        this.goodFor = goodFor;
    }

    /// Asks what the gate says of messages that one connection has taken, so that after this time it is known, and good for
    /// a while. The connection's beacon may tell of the answer from now on, so nothing more may begin on an older one.
    ///
    /// @param told what the beacon is to tell before the question is put, if it tells less now
    synchronized Question put(UUID beacon, List<Ready> messages, Duration wantedIn, @Nullable Span told) {
        var question = new Question(beacon, messages, told, System.nanoTime() + wantedIn.minus(lead()).toNanos());
        waiting.add(question);
        if (atWork) {
            notifyAll();
        } else {
            atWork = true;
            Thread.ofPlatform().daemon().name("ask-again-" + mailing.id()).start(this::answerAll);
        }
        return question;
    }

    /// Half of an answer's life: it may come as much too late as the message before may take too long.
    private Duration lead() {
        Duration half = goodFor.dividedBy(2);
        Duration usual = took.multipliedBy(2);
        return usual.compareTo(half) > 0 ? usual : half;
    }

    private void answerAll() {
        for (List<Question> due = takeDue(); !due.isEmpty(); due = takeDue()) {
            answer(due);
        }
    }

    /// Waits until one is due, and takes those with it that will be soon; none when nobody has a question any more.
    private synchronized List<Question> takeDue() {
        while (!waiting.isEmpty()) {
            long now = System.nanoTime();
            long first = waiting.stream().mapToLong(one -> one.dueAt - now).min().orElse(0);
            if (first <= 0) {
                List<Question> due = waiting.stream().filter(one -> one.dueAt - now <= COMPANY).toList();
                waiting.removeAll(due);
                return due;
            }
            sleep(first);
        }
        atWork = false;
        return List.of();
    }

    private void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<Question> all) {
        try {
            tellMore(all);
            long askedAt = System.nanoTime();
            Refusals said = attempts.askAgain(mailing, channel, all.stream().map(one -> one.beacon).toList(),
                    all.stream().flatMap(one -> one.messages.stream()).toList());
            took = Duration.ofNanos(System.nanoTime() - askedAt);
            all.forEach(one -> one.answer.complete(new Fresh(askedAt, said.lit().contains(one.beacon), said)));
        } catch (RuntimeException | Error fault) {
            all.forEach(one -> one.answer.completeExceptionally(fault));
        }
    }

    private void tellMore(List<Question> all) {
        List<Span> told = all.stream().flatMap(one -> Stream.ofNullable(one.told)).toList();
        if (!told.isEmpty()) {
            beacons.tell(told);
        }
    }

    private synchronized void bringForward(Question question) {
        question.dueAt = System.nanoTime();
        notifyAll();
    }

    private synchronized boolean takeBack(Question question) {
        return waiting.remove(question);
    }

    /// An answer.
    ///
    /// @param askedAt before the question was put, by [System#nanoTime()]
    /// @param lit false if the connection was taken for dead: then nothing more may be handed over on it
    record Fresh(long askedAt, boolean lit, Refusals said) {}

    /// A question of one connection.
    final class Question {

        private final UUID beacon;
        private final List<Ready> messages;
        private final @Nullable Span told;
        private final CompletableFuture<Fresh> answer = new CompletableFuture<>();
        private long dueAt;
        private volatile boolean hurried;

        private Question(UUID beacon, List<Ready> messages, @Nullable Span told, long dueAt) {
            this.beacon = beacon;
            this.messages = messages;
            this.told = told;
            this.dueAt = dueAt;
        }

        /// How many messages it is about.
        int messages() {
            return messages.size();
        }

        /// The answer is wanted now; somebody is going to await it.
        void hurry() {
            if (!hurried && !answer.isDone()) {
                hurried = true;
                bringForward(this);
            }
        }

        /// Gives it up, unless the answer is not here yet and somebody waits for it or it has been put.
        ///
        /// @return whether it did, so that the beacon tells of no answer to it any more
        boolean giveUp() {
            return answer.isDone() || (!hurried && takeBack(this));
        }

        /// The answer, which is wanted now.
        Fresh await() {
            hurry();
            try {
                return answer.join();
            } catch (CompletionException fault) {
                throw fault.getCause() instanceof RuntimeException cause ? cause : fault;
            }
        }

        /// After this, the beacon tells of no answer to this question any more.
        void forget() {
            if (!takeBack(this)) {
                answer.exceptionally(_ -> null).join();
            }
        }
    }
}
