package vestnik.dispatch;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;

/// Records what providers answered, and does not give up at once when the database is away: what it holds is known nowhere
/// else but in the journal.
@Component
class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String RECORD = """
            with settled as (
              select * from unnest(cast(:ordinals as int[]), cast(:numbers as smallint[]), cast(:days as date[]),
                cast(:results as text[]), cast(:reasons as text[]), cast(:references as text[]))
                settled (ordinal, number, occasion_on, result, reason, reference)
            )%s
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason, reference)
            select :mailing, settled.ordinal, settled.number, settled.occasion_on, cast(:at as timestamptz),
              settled.result, settled.reason, settled.reference
            from settled
            on conflict do nothing
            """;

    // A row of an attempt that others have settled is theirs to change.
    private static final String QUEUE = """
            , mine as (
              select settled.*, again.why, again.due_at, again.until_at
              from settled
              left join unnest(cast(:againOrdinals as int[]), cast(:whys as text[]), cast(:dues as timestamptz[]),
                cast(:untils as timestamptz[])) again (ordinal, why, due_at, until_at) using (ordinal)
              where not exists (
                select from outcome
                where outcome.mailing_id = :mailing and outcome.ordinal = settled.ordinal
                  and outcome.number = settled.number and outcome.occasion_on = settled.occasion_on)
            ), queued as (
              insert into retry (mailing_id, ordinal, occasion_on, why, due_at, until_at)
              select :mailing, ordinal, occasion_on, why, due_at, until_at from mine where due_at is not null
              on conflict (mailing_id, ordinal) do update
                set why = excluded.why, due_at = excluded.due_at, until_at = excluded.until_at
            ), over as (
              delete from retry using mine
              where retry.mailing_id = :mailing and retry.ordinal = mine.ordinal
                and mine.due_at is null and mine.result <> 'RELEASED'
            )
            """;

    private final NamedParameterJdbcOperations jdbc;
    private final Clock clock;

    Recorder(NamedParameterJdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Records what came of attempts, and which are made again; what is recorded already stays.
    ///
    /// @throws DataAccessException if the database stays away; the journal still has it all then
    void record(Mailing mailing, List<Settled> settled) {
        long begun = System.nanoTime();
        while (!recorded(mailing, settled, System.nanoTime() - begun > PATIENCE.toNanos())) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean recorded(Mailing mailing, List<Settled> settled, boolean last) {
        try {
            write(mailing, settled);
            return true;
        } catch (TransientDataAccessException | RecoverableDataAccessException
                | DataAccessResourceFailureException away) {
            if (last) {
                throw away;
            }
            LOG.warn("mailing {}: {} outcomes wait for the database", mailing.id(), settled.size());
            return false;
        }
    }

    private void write(Mailing mailing, List<Settled> settled) {
        boolean plain = settled.stream().allMatch(one -> one.number() == 1 && one.again() == null);
        List<Settled> again = settled.stream().filter(one -> one.again() != null).toList();
        jdbc.update(RECORD.formatted(plain ? "" : QUEUE), new MapSqlParameterSource("mailing", mailing.id())
                .addValue("at", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("ordinals", Attempts.column(settled, Settled::ordinal))
                .addValue("numbers", Attempts.column(settled, Settled::number))
                .addValue("days", Attempts.column(settled, Settled::occasionOn))
                .addValue("results", Attempts.column(settled, Settled::result))
                .addValue("reasons", texts(settled, Settled::reason))
                .addValue("references", texts(settled, Settled::reference))
                .addValue("againOrdinals", Attempts.column(again, Settled::ordinal))
                .addValue("whys", texts(again, one -> one.againOrFail().why().name()))
                .addValue("dues", texts(again, one -> one.againOrFail().dueAt().toString()))
                .addValue("untils", texts(again, one -> Objects.toString(one.againOrFail().untilAt(), null))));
    }

    private static String @Nullable [] texts(List<Settled> rows, Function<Settled, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
