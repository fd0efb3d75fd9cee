package vestnik.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.mailing.Mailing;

/// The messages of mailings that are tried again.
@Repository
class RetryQueue {

    private static final String NEXT = "select min(least(due_at, until_at)) from retry where mailing_id = :mailing";

    private static final String IS_ANY_DUE = """
            select exists (select from retry where mailing_id = :mailing and due_at <= cast(:at as timestamptz))
            """;

    // Whose answer was lost stays uncertain; it is only not sent again.
    private static final String END_USELESS = """
            with over as (
              delete from retry where mailing_id = :mailing and until_at <= cast(:at as timestamptz)
              returning mailing_id, ordinal, occasion_on
            )
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason)
            select over.mailing_id, over.ordinal, last.number + 1, over.occasion_on, cast(:at as timestamptz), 'EXPIRED',
              'NO_LONGER_OF_USE'
            from over
            cross join lateral (
              select number, result from outcome
              where outcome.mailing_id = over.mailing_id and outcome.ordinal = over.ordinal
                and outcome.occasion_on = over.occasion_on
              order by number desc
              limit 1
            ) last
            where last.result <> 'UNCERTAIN'
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RetryQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// When the next one is due, or ends; empty if none is left.
    Optional<Instant> next(Mailing mailing) {
        return jdbc.sql(NEXT).param("mailing", mailing.id())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single().map(OffsetDateTime::toInstant);
    }

    boolean isAnyDue(Mailing mailing) {
        return jdbc.sql(IS_ANY_DUE).param("mailing", mailing.id()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class).single();
    }

    /// Ends those that are of no use any more. To be called while nobody sends this mailing.
    void endUseless(Mailing mailing) {
        jdbc.sql(END_USELESS).param("mailing", mailing.id()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
