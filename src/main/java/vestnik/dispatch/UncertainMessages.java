package vestnik.dispatch;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.audit.AuditTrail;
import vestnik.mailing.MailingReopened;
import vestnik.mailing.Mailings;
import vestnik.mailing.SeenAtProvider;

/// Settles messages of which nobody knows whether the provider has them: by what a person knows, or by what the provider
/// says later.
@Service
public class UncertainMessages {

    private static final String SETTLE = """
            with last as (
              select outcome.* from outcome
              where mailing_id = :mailing and ordinal = :ordinal
              order by number desc
              limit 1
            ), open as (
              select * from last
              where result = 'UNCERTAIN' and not exists (
                select from attempt
                where attempt.mailing_id = last.mailing_id and attempt.ordinal = last.ordinal
                  and attempt.occasion_on = last.occasion_on and attempt.number > last.number)
            ), forgotten as (
              delete from retry using open
              where retry.mailing_id = open.mailing_id and retry.ordinal = open.ordinal
            )
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason, reference)
            select mailing_id, ordinal, number + 1, occasion_on, cast(:at as timestamptz), :result, :reason, :reference
            from open
            on conflict do nothing
            """;
    private static final String QUEUE = """
            insert into retry (mailing_id, ordinal, occasion_on, why, due_at)
            select mailing_id, ordinal, occasion_on, 'DECIDED', cast(:at as timestamptz)
            from (
              select outcome.* from outcome
              where mailing_id = :mailing and ordinal = :ordinal
              order by number desc
              limit 1
            ) last
            where result = 'UNCERTAIN' and not exists (
              select from attempt
              where attempt.mailing_id = last.mailing_id and attempt.ordinal = last.ordinal
                and attempt.occasion_on = last.occasion_on and attempt.number > last.number)
              and not exists (select from mailing where id = :mailing and cancelled_at is not null)
            on conflict (mailing_id, ordinal) do update set why = excluded.why, due_at = excluded.due_at, until_at = null
            """;

    private static final String LIST_UNDECIDED = """
            select ordinal from outcome
            where mailing_id = :mailing and result = 'UNCERTAIN' and reason is distinct from 'LEFT' and not exists (
              select from outcome later
              where later.mailing_id = outcome.mailing_id and later.ordinal = outcome.ordinal
                and later.occasion_on = outcome.occasion_on and later.number > outcome.number)
            order by ordinal
            """;
    private static final String FIND_STATE = """
            select state from message_state where mailing_id = :mailing and ordinal = :ordinal
            """;

    private final Mailings mailings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UncertainMessages(Mailings mailings, JdbcClient jdbc, TransactionTemplate transaction, AuditTrail audit,
            ApplicationEventPublisher events, Clock clock) {
        this.mailings = mailings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// What a person decides of an uncertain message.
    ///
    /// - SENT: they know that it arrived; it counts as accepted
    /// - SEND_AGAIN: it is sent once more, if the gate still allows it
    /// - LEAVE: it stays uncertain, and nothing is done any more
    public enum Decision {
        SENT, SEND_AGAIN, LEAVE
    }

    /// Does what a person decided.
    ///
    /// @param by the user's name
    public Decided decide(long mailing, int ordinal, Decision decision, String by) {
        boolean done = Boolean.TRUE.equals(transaction.execute(_ -> decideOne(mailing, ordinal, decision, by)));
        if (done) {
            goOnIfToBeSent(mailing, decision);
            return Decided.DONE;
        }
        return whyNot(mailing, ordinal, decision);
    }

    /// Does what a person decided of all messages of a mailing that are uncertain and were not left so.
    ///
    /// @param by the user's name
    /// @return how many they were; those that are under way at this moment are not among them
    public int decideAll(long mailing, Decision decision, String by) {
        return decide(mailing, decision, by, _ -> true).orElseThrow();
    }

    /// The same for somebody who was told how many there are.
    ///
    /// @param expected how many; if there are more or fewer now, nothing is done and the answer is empty
    public OptionalInt decideAll(long mailing, Decision decision, String by, long expected) {
        return decide(mailing, decision, by, undecided -> undecided == expected);
    }

    private OptionalInt decide(long mailing, Decision decision, String by, IntPredicate asExpected) {
        OptionalInt done = Objects.requireNonNull(transaction.execute(_ -> {
            List<Integer> undecided = jdbc.sql(LIST_UNDECIDED).param("mailing", mailing)
                    .query((row, _) -> row.getInt(1)).list();
            return asExpected.test(undecided.size())
                    ? OptionalInt.of(decideEach(mailing, undecided, decision, by))
                    : OptionalInt.empty();
        }));
        if (done.orElse(0) > 0) {
            goOnIfToBeSent(mailing, decision);
        }
        return done;
    }

    private int decideEach(long mailing, List<Integer> ordinals, Decision decision, String by) {
        return (int) ordinals.stream().filter(ordinal -> decideOne(mailing, ordinal, decision, by)).count();
    }

    /// The provider has told of a message under its own id, so it has it; false if the message was not uncertain.
    public boolean seen(long mailing, int ordinal, String reference) {
        return settle(mailing, ordinal, "ACCEPTED", null, reference);
    }

    @EventListener
    void on(SeenAtProvider event) {
        seen(event.mailingId(), event.ordinal(), event.reference());
    }

    private boolean decideOne(long mailing, int ordinal, Decision decision, String by) {
        boolean changed = apply(mailing, ordinal, decision);
        if (changed) {
            audit.append(by, "decide-uncertain", "message:" + mailing + "." + ordinal,
                    Map.of("decision", decision.name()));
        }
        return changed;
    }

    private void goOnIfToBeSent(long mailing, Decision decision) {
        if (decision == Decision.SEND_AGAIN) {
            events.publishEvent(new MailingReopened(mailing));
        }
    }

    private Decided whyNot(long mailing, int ordinal, Decision decision) {
        Optional<String> state = jdbc.sql(FIND_STATE).param("mailing", mailing).param("ordinal", ordinal)
                .query(String.class).optional();
        if (state.isEmpty()) {
            return Decided.UNKNOWN;
        }
        if (!state.get().equals("UNCERTAIN")) {
            return Decided.NOT_UNCERTAIN;
        }
        boolean cancelled = decision == Decision.SEND_AGAIN && mailings.get(mailing).cancelledAt() != null;
        return cancelled ? Decided.CANCELLED : Decided.UNDER_WAY;
    }

    private boolean apply(long mailing, int ordinal, Decision decision) {
        return switch (decision) {
            case SENT -> settle(mailing, ordinal, "ACCEPTED", "DECIDED", null);
            case LEAVE -> settle(mailing, ordinal, "UNCERTAIN", "LEFT", null);
            case SEND_AGAIN -> queue(mailing, ordinal);
        };
    }

    private boolean settle(long mailing, int ordinal, String result, @Nullable String reason,
            @Nullable String reference) {
        return jdbc.sql(SETTLE).param("mailing", mailing).param("ordinal", ordinal).param("at", timestamp())
                .param("result", result).param("reason", reason).param("reference", reference).update() > 0;
    }

    private boolean queue(long mailing, int ordinal) {
        boolean queued = jdbc.sql(QUEUE).param("mailing", mailing).param("ordinal", ordinal).param("at", timestamp())
                .update() > 0;
        if (queued) {
            mailings.reopen(mailing, clock.instant());
        }
        return queued;
    }

    private OffsetDateTime timestamp() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
