package vestnik.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.channel.Outcome;
import vestnik.dispatch.Sender.Handover;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Sends slices of one mailing on one connection: ask the gate and note the attempts, then for each message render, wait
/// until limits let it go, ask again if the answer is too old, hand over and note the outcome in the journal; then record all
/// outcomes at once. No database transaction is open meanwhile. The beacon tells others how old the answer is.
final class RangeSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RangeSender.class);
    private static final Duration NAP = Duration.ofMillis(50);
    private static final Duration PATIENCE_FOR_DOMAINS = Duration.ofSeconds(5);
    private static final Outcome BROKE = new Outcome.Uncertain("BROKE");

    private final Mailing mailing;
    private final Channel channel;
    private final Attempts attempts;
    private final GatheredAsking asking;
    private final Recorder recorder;
    private final Sender sender;
    private final RetryPolicy retries;
    private final Limits limits;
    private final Reactions reactions;
    private final Beacon beacon;
    private final Semaphore taking;
    private final Journal journal;
    private final StandStills standStills;
    private final Duration consentAge;
    private final OutcomeCounters counters;
    private final Clock clock;
    private Duration lastOnItsWay = Duration.ZERO;

    RangeSender(Mailing mailing, Channel channel, Attempts attempts, GatheredAsking asking, Recorder recorder,
            Sender sender, RetryPolicy retries, Limits limits, Reactions reactions, Beacon beacon, Semaphore taking,
            Journal journal, StandStills standStills, Duration consentAge, OutcomeCounters counters, Clock clock) {
        this.mailing = mailing;
        this.channel = channel;
        this.attempts = attempts;
        this.asking = asking;
        this.recorder = recorder;
        this.sender = sender;
        this.retries = retries;
        this.limits = limits;
        this.reactions = reactions;
        this.beacon = beacon;
        this.taking = taking;
        this.journal = journal;
        this.standStills = standStills;
        this.consentAge = consentAge;
        this.counters = counters;
        this.clock = clock;
        limits.enter();
    }

    /// Sends what is open of a slice.
    ///
    /// @param stopping asked before each message; true: the rest is given back
    /// @return how many messages were given back
    /// @throws ProviderUnavailable if the provider cannot be reached; the rest is open again then
    /// @throws OnHold if somebody holds the mailing; the rest is open again then
    int send(Slice slice, BooleanSupplier stopping) {
        Taken taken = take(slice);
        var answer = new CurrentAnswer(asking, beacon, taken.messages, taken.askedAt, consentAge);
        var run = new Run(taken.messages, answer, stopping);
        standStills.watch(answer);
        try {
            run.send();
        } finally {
            standStills.leave(answer);
            answer.end();
            run.giveBackTheRest();
            recorder.record(mailing, run.settled);
            journal.clear();
            beacon.rest();
        }
        return run.released;
    }

    private Taken take(Slice slice) {
        taking.acquireUninterruptibly();
        try {
            String hold = beacon.work(mailing.id(), channel, slice);
            if (hold != null) {
                beacon.rest();
                throw new OnHold(hold);
            }
            return new Taken(System.nanoTime(), attempts.take(mailing, channel, slice));
        } finally {
            taking.release();
        }
    }

    @Override
    public void close() {
        sender.close();
        journal.close();
        beacon.close();
        limits.leave();
    }

    /// @param askedAt before they were taken, by [System#nanoTime()]
    private record Taken(long askedAt, List<Ready> messages) {}

    /// One slice on its way.
    private final class Run {

        private final List<Ready> messages;
        private final CurrentAnswer answer;
        private final List<Settled> settled;
        private final BooleanSupplier stopping;
        private long underWayAt;
        private Duration waitedForDomains = Duration.ZERO;
        private int released;
        private boolean onTheWire;

        Run(List<Ready> messages, CurrentAnswer answer, BooleanSupplier stopping) {
            this.messages = messages;
            this.answer = answer;
            this.stopping = stopping;
            settled = new ArrayList<>(messages.size());
            journal.open(mailing.id(), messages);
        }

        void send() {
            for (int index = 0; index < messages.size() && !stopping.getAsBoolean(); index++) {
                Ready message = messages.get(index);
                answer.moveTo(index);
                Handover handover = prepare(message);
                Settled putOff = message.lost() == null ? awaitTurn(index) : null;
                if (stopping.getAsBoolean()) {
                    return;
                }
                settle(index, putOff == null ? settleNow(index, handover) : putOff);
            }
        }

        private Settled settleNow(int index, @Nullable Handover handover) {
            Ready message = messages.get(index);
            awaitFreshAnswer(index);
            Settled refused = answer.refusalOf(message);
            return refused == null ? handOver(index, handover) : refused;
        }

        private void settle(int index, Settled one) {
            journal.end(index, one);
            settled.add(one);
            onTheWire = false;
            if (one.result() == Result.RELEASED && one.reason() != null) {
                released++;
                throw new ProviderUnavailable(one.reason());
            }
            counters.count(mailing, one);
        }

        /// Waits until limits let a message go, and keeps the answer fresh meanwhile, so that nobody who stops has to wait
        /// for this connection. A domain that is slow does not keep the messages to others for long.
        ///
        /// @return what came of the message if it goes later; null if it goes now, or is not wanted any more
        private @Nullable Settled awaitTurn(int index) {
            Ready message = messages.get(index);
            while (answer.refusalOf(message) == null && !stopping.getAsBoolean()) {
                switch (limits.take(mailing, channel, message.address())) {
                    case Permit.Go _ -> {
                        return null;
                    }
                    case Permit.Later(Instant at, String reason) -> {
                        return putOff(message, at, reason);
                    }
                    case Permit.Wait(Duration wait, boolean othersMayGo) -> {
                        if (othersMayGo && waitedForDomains.compareTo(PATIENCE_FOR_DOMAINS) > 0) {
                            return putOff(message, limits.lineUp(message.address()), "DOMAIN_LIMIT");
                        }
                        Duration nap = wait.compareTo(NAP) < 0 ? wait : NAP;
                        waitedForDomains = othersMayGo ? waitedForDomains.plus(nap) : waitedForDomains;
                        LockSupport.parkNanos(nap.toNanos());
                        answer.refresh(index);
                    }
                }
            }
            return null;
        }

        private Settled putOff(Ready message, Instant at, String reason) {
            Again again = retries.notBefore(at, mailing, message, clock.instant());
            return Settled.of(message, again == null ? Result.EXPIRED : Result.DEFERRED, reason, null, again);
        }

        /// The mark on the journal comes before the last look at the age: a process that stood still in between finds its
        /// answer old, and one that stood still later has left its mark.
        private void awaitFreshAnswer(int index) {
            do {
                answer.refresh(index);
                journal.begin(index);
            } while (!answer.begins(index));
        }

        private Settled handOver(int index, @Nullable Handover handover) {
            Ready message = messages.get(index);
            if (handover == null) {
                return Settled.of(message, Result.REJECTED, "RENDER");
            }
            onTheWire = true;
            underWayAt = System.nanoTime();
            Outcome outcome = answerOf(handover, message, () -> {
                underWayAt = System.nanoTime();
                answer.askAhead(index + 1, lastOnItsWay);
            });
            lastOnItsWay = Duration.ofNanos(System.nanoTime() - underWayAt);
            reactions.to(mailing, message, outcome);
            return Settled.of(message, outcome, retries.after(mailing, message, outcome, clock.instant()));
        }

        /// Whatever ended the run, what it broke off may have arrived.
        void giveBackTheRest() {
            if (onTheWire) {
                Ready message = messages.get(settled.size());
                settled.add(Settled.of(message, BROKE, retries.after(mailing, message, BROKE, clock.instant())));
            }
            for (Ready message : messages.subList(settled.size(), messages.size())) {
                settled.add(Settled.of(message, Result.RELEASED, null));
                released++;
            }
        }
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

    private Outcome answerOf(Handover handover, Ready message, Runnable underWay) {
        try {
            return handover.begin(underWay);
        } catch (RuntimeException cause) {
            LOG.error("the hand-over of message {}.{} broke", mailing.id(), message.ordinal(), cause);
            return BROKE;
        }
    }
}
