package vestnik.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;
import vestnik.consent.AddressTroubles;
import vestnik.consent.Consequence;
import vestnik.consent.PhoneOptOuts;
import vestnik.dispatch.Reaction.LeaveAlone;
import vestnik.dispatch.Reaction.Note;
import vestnik.dispatch.Reaction.RecordOptOut;
import vestnik.dispatch.Reaction.Stop;
import vestnik.dispatch.Reaction.StopForAWhile;
import vestnik.dispatch.Reaction.Tell;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.Why;
import vestnik.run.Ticker;

/// Does what providers' answers ask for beyond their own message. A sender only leaves the answer here, which costs it nothing
/// and never fails; four times a second a thread acts on what has come together.
@Component
class Reactions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int MOST = 10_000;

    private final AddressTroubles troubles;
    private final PhoneOptOuts optOuts;
    private final DomainPauses pauses;
    private final Holds holds;
    private final Alerts alerts;
    private final LinkedBlockingQueue<Reaction> due = new LinkedBlockingQueue<>(MOST);
    private final Map<String, Integer> streaks = new ConcurrentHashMap<>();
    private final Ticker ticker = new Ticker("reactions", this::act);

    Reactions(AddressTroubles troubles, PhoneOptOuts optOuts, DomainPauses pauses, Holds holds, Alerts alerts) {
        this.troubles = troubles;
        this.optOuts = optOuts;
        this.pauses = pauses;
        this.holds = holds;
        this.alerts = alerts;
    }

    /// Takes notice of what a provider said; that it accepted a message ends what was in a row.
    void to(Mailing mailing, Ready message, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> to(mailing, message, Signal.NONE, "");
            case Outcome.Deferred(String words, Signal signal, _) -> toSignal(mailing, message, signal, words);
            case Outcome.Unavailable(String words, Signal signal) -> toSignal(mailing, message, signal, words);
            case Outcome.Rejected(String words, Signal signal) -> toSignal(mailing, message, signal, words);
            case Outcome.Uncertain _ -> {
                // It said nothing.
            }
        }
    }

    private void toSignal(Mailing mailing, Ready message, Signal signal, String words) {
        if (signal != Signal.NONE) {
            to(mailing, message, signal, words);
        }
    }

    private void to(Mailing mailing, Ready message, Signal signal, String words) {
        if (signal != Signal.NONE || !streaks.isEmpty()) {
            to(new Answered(mailing, message.ordinal(), message.address(), signal, words));
        }
    }

    /// [Signal#NONE] for a message that was accepted.
    void to(Answered answer) {
        if (answer.signal() == Signal.NONE) {
            ReactionRules.streaksOf(answer).forEach(streaks::remove);
            return;
        }
        Due wanted = ReactionRules.on(answer);
        wanted.atOnce().forEach(this::put);
        if (!wanted.then().isEmpty() && streaks.merge(wanted.streak(), 1, Integer::sum) >= wanted.inARow()) {
            streaks.remove(wanted.streak());
            wanted.then().forEach(this::put);
        }
    }

    /// Acts on all that is due; what the database does not take now stays.
    synchronized void act() {
        var all = new ArrayList<Reaction>();
        due.drainTo(all);
        Set<Reaction> different = new LinkedHashSet<>(all);
        different.forEach(this::act);
    }

    private void put(Reaction reaction) {
        if (!due.offer(reaction)) {
            LOG.warn("too much to react to at once; left out: {}", reaction.getClass().getSimpleName());
        }
    }

    private void act(Reaction reaction) {
        try {
            switch (reaction) {
                case Note one -> note(one);
                case RecordOptOut one -> optOuts.refusedByProvider(one.phone(), one.mailing(), one.ordinal());
                case LeaveAlone one -> pauses.begin(one.target(), one.scope(), one.reason());
                case Stop one -> holds.hold(one.held(), Why.answered(one.reason(), one.words()), Holds.BY_ITSELF);
                case StopForAWhile one -> holds.holdForAWhile(one.held(), one.reason(), one.words());
                case Tell one -> alerts.raise(one.kind(), one.subject(), one.words());
            }
        } catch (DataAccessException | TransactionException fault) {
            LOG.warn("{} has to wait: {}", reaction.getClass().getSimpleName(), fault.getClass().getSimpleName());
            put(reaction);
        } catch (RuntimeException fault) {
            LOG.error("{} failed", reaction.getClass().getSimpleName(), fault);
        }
    }

    private void note(Note one) {
        if (troubles.note(one.channel(), one.address(), one.trouble(), one.message()) == Consequence.TO_BE_CHECKED) {
            alerts.raise(AlertKind.NUMBERS_TO_CHECK, one.channel().name(), one.message());
        }
    }

    @Override
    public void start() {
        ticker.start(EVERY, EVERY);
    }

    /// After the senders, which come later in the order of start.
    @Override
    public void stop() {
        ticker.stop();
        act();
    }

    @Override
    public boolean isRunning() {
        return ticker.isRunning();
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
