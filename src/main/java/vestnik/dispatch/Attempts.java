package vestnik.dispatch;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.consent.Gate;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Takes messages to send them, and asks again whether they may go.
@Repository
class Attempts {

    // Of a young table PostgreSQL may think that a list is not worth looking up; then it reads from the first to the last.
    private static final String IN_SLICE = """
            mailing_id = :mailing and ordinal between :first and :last and ordinal = any(cast(:ordinals as int[]))
              and occasion_on between :firstOn and :lastOn""";

    // Each table is read once along the ordinals; in a first run these reads find nothing, and no message is looked up by
    // itself.
    private static final String OPEN_IN_RANGE = """
            with latest as materialized (
              select distinct on (ordinal, occasion_on) ordinal, occasion_on, number, result, at
              from outcome
              where %1$s
              order by ordinal, occasion_on, number desc
            ),
            tried as materialized (
              select distinct on (ordinal, occasion_on) ordinal, occasion_on, number, at
              from attempt
              where %1$s
              order by ordinal, occasion_on, number desc
            ),
            candidate as (
              select message.*, (coalesce(last.number, 0) + 1)::smallint as number, last.result as last_result,
                last.at as last_at, case when again.why = 'LOOK_UP' then tried.at end as tried_at
              from (
                select * from message
                where %1$s
                offset 0
              ) message
              left join latest last on last.ordinal = message.ordinal and last.occasion_on = message.occasion_on
              left join tried on tried.ordinal = message.ordinal and tried.occasion_on = message.occasion_on
              left join retry again on again.mailing_id = message.mailing_id and again.ordinal = message.ordinal
              where message.channel = :channel and message.withheld is null
                and (last.number is null or last.result = 'RELEASED' or again.due_at <= cast(:gateAt as timestamptz))
                and coalesce(tried.number, 0) <= coalesce(last.number, 0)
            ),
            """.formatted(IN_SLICE);

    private static final String TAKE = """
            , noted as (
              insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
              select mailing_id, ordinal, number, occasion_on, cast(:gateAt as timestamptz), cast(:node as uuid)
              from asked where reason is null and expired is null
              on conflict do nothing
              returning ordinal
            ),
            refused as (
              insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason)
              select mailing_id, ordinal, number, occasion_on, cast(:gateAt as timestamptz),
                case when expired is null then 'WITHHELD' else 'EXPIRED' end, coalesce(expired, reason)
              from asked where (reason is not null or expired is not null) and last_result is distinct from 'UNCERTAIN'
              on conflict do nothing
            ),
            forgotten as (
              delete from retry using asked
              where retry.mailing_id = :mailing and retry.ordinal = asked.ordinal
                and (asked.reason is not null or asked.expired is not null)
            )
            select asked.occasion, asked.tried_at, asked.last_at, asked.ordinal, asked.number, asked.occasion_on, asked.patient_id, asked.reader_id, asked.address,
              coalesce(wish.locale, reader.locale, patient.locale) as locale,
              case when reader.id is null then concat_ws(' ', patient.given_name, patient.patronymic)
                else concat_ws(' ', reader.given_name, reader.patronymic) end as recipient_name,
              case when reader.id is not null then patient.given_name end as ward_name,
              appointment.starts_at, branch.name as branch_name, branch.address as branch_address,
              branch.phone as branch_phone, branch.zone as branch_zone, specialist.name as specialist_name
            from asked
            join noted on noted.ordinal = asked.ordinal
            join patient on patient.id = asked.patient_id
            left join preference wish on wish.patient_id = asked.patient_id
            left join representative reader on reader.id = asked.reader_id
            left join appointment on appointment.id = asked.appointment_id
            left join branch on branch.id = appointment.branch_id
            left join specialist on specialist.id = appointment.specialist_id
            order by asked.ordinal
            """;

    // Message and result are looked up one by one, hence `offset 0`: what PostgreSQL knows of a young mailing is that it has none
    // of either, and a join would read all of them.
    private static final String NOTED_AND_NOT_RELEASED = """
            with candidate as (
              select message.*, taken.number, (
                  select outcome.result from outcome
                  where outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
                    and outcome.number = taken.number and outcome.occasion_on = message.occasion_on
                    and outcome.occasion_on between :firstOn and :lastOn
                ) as result
              from unnest(cast(:ordinals as int[]), cast(:numbers as smallint[])) taken (ordinal, number)
              cross join lateral (
                select * from message
                where message.mailing_id = :mailing and message.ordinal = taken.ordinal
                  and message.occasion_on between :firstOn and :lastOn
                offset 0
              ) message
            ),
            """;

    // The beacons tell the very snapshot that the answers come from.
    private static final String TELL = """
            told as (
              update sending set asked = pg_current_snapshot(), asked_at = clock_timestamp()
              where connection = any(cast(:connections as uuid[]))
              returning connection
            ),
            """;
    private static final String LIST_REFUSED = """
            select beacons.lit, beacons.hold, refused.*
            from (select array_agg(connection) as lit, hold_on(:mailing, :channel) as hold from told) beacons
            left join (
              select ordinal, number, occasion_on, reason, expired, result
              from asked
              where reason is not null or expired is not null or result is not null
            ) refused on true
            """;

    // Of a young table everything costs the same. Without these ways a plan can only look up what is asked for.
    private static final String KEEP_PLAN = """
            set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off; set local enable_bitmapscan = off
            """;

    private static final Map<String, TemporalAdjuster> MONTHS = Map.of(
            "firstOn", TemporalAdjusters.firstDayOfMonth(), "lastOn", TemporalAdjusters.lastDayOfMonth(),
            "countsSince", TemporalAdjusters.firstDayOfMonth(),
            "dayAfterTomorrow", TemporalAdjusters.firstDayOfNextMonth());

    private final Asking asking;
    private final Gate gate;
    private final Node node;
    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Autowired
    Attempts(Asking asking, Gate gate, Node node, QuestionPool pool, Clock clock) {
        this(asking, gate, node, pool.connections(), clock);
    }

    Attempts(Asking asking, Gate gate, Node node, DataSource connections, Clock clock) {
        this.asking = asking;
        this.gate = gate;
        this.node = node;
        this.jdbc = new NamedParameterJdbcTemplate(connections);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        this.clock = clock;
    }

    /// Asks for every open message of a slice, notes an attempt for those that may go, and records a refusal for those that
    /// may not.
    List<Ready> take(Mailing mailing, Channel channel, Slice slice) {
        return ask(OPEN_IN_RANGE + asking.sql(mailing.purpose()) + TAKE,
                parameters(mailing).addValue("channel", channel.name())
                        .addValue("first", slice.first())
                        .addValue("last", slice.last())
                        .addValue("ordinals", column(slice.ordinals(), ordinal -> ordinal))
                        .addValue("node", node.id().toString()),
                new RowMapperResultSetExtractor<>(Attempts::ready));
    }

    /// Asks again for messages that were taken, and lets the beacons of their connections tell so.
    Refusals askAgain(Mailing mailing, Channel channel, List<UUID> beacons, List<Ready> messages) {
        return ask(NOTED_AND_NOT_RELEASED.replaceFirst("with ", "with " + TELL) + asking.sql(mailing.purpose())
                + LIST_REFUSED,
                parameters(mailing)
                        .addValue("channel", channel.name())
                        .addValue("connections", column(beacons, UUID::toString))
                        .addValue("ordinals", column(messages, Ready::ordinal))
                        .addValue("numbers", column(messages, Ready::number)),
                Attempts::refusals);
    }

    /// Planning such a question costs more than its answer, and PostgreSQL would do it for each one when it believes that
    /// a plan for this very mailing is better, and its driver until the sixth. A plan that is kept must not read a whole table
    /// because it was small once.
    private <T> T ask(String question, MapSqlParameterSource parameters, ResultSetExtractor<T> answer) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.getJdbcOperations().execute(KEEP_PLAN);
            return jdbc.execute(inMonths(question, parameters), parameters, statement -> {
                statement.unwrap(PGStatement.class).setPrepareThreshold(1);
                try (ResultSet rows = statement.executeQuery()) {
                    return answer.extractData(rows);
                }
            });
        }));
    }

    /// A plan that is kept is made over every month that its question does not exclude, and of years that takes long. So the
    /// days between which the messages are, are written out; as the ends of their months, that all mailings of these share it.
    private static String inMonths(String question, MapSqlParameterSource parameters) {
        String named = question;
        for (var day : MONTHS.entrySet()) {
            if (parameters.hasValue(day.getKey()) && parameters.getValue(day.getKey()) instanceof LocalDate on
                    && !on.equals(LocalDate.MIN) && !on.equals(LocalDate.MAX)) {
                named = named.replace(":" + day.getKey(), "date '" + on.with(day.getValue()) + "'");
            }
        }
        return named;
    }

    private MapSqlParameterSource parameters(Mailing mailing) {
        return gate.parameters(mailing.purpose(), clock.instant(), mailing.id())
                .addValue("firstOn", mailing.days().first())
                .addValue("lastOn", mailing.days().last());
    }

    private static Ready ready(ResultSet row, int number) throws SQLException {
        return new Ready(row.getInt("ordinal"), row.getInt("number"), row.getObject("occasion_on", LocalDate.class),
                row.getString("occasion"), row.getLong("patient_id"), row.getObject("reader_id", Long.class),
                row.getString("address"), Locale.of(row.getString("locale")), row.getString("recipient_name"),
                row.getString("ward_name"), instant(row, "starts_at"), row.getString("branch_name"),
                row.getString("branch_address"), row.getString("branch_phone"), row.getString("branch_zone"),
                row.getString("specialist_name"), lost(row));
    }

    private static Ready.@Nullable Lost lost(ResultSet row) throws SQLException {
        Instant from = instant(row, "tried_at");
        Instant until = instant(row, "last_at");
        return from == null || until == null ? null : new Ready.Lost(from, until);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Refusals refusals(ResultSet rows) throws SQLException {
        Set<UUID> lit = Set.of();
        String hold = null;
        Map<Integer, Settled> byOrdinal = new HashMap<>();
        while (rows.next()) {
            lit = rows.isFirst() ? lit(rows) : lit;
            hold = rows.getString("hold");
            if (rows.getObject("ordinal") != null) {
                Settled refused = refused(rows);
                byOrdinal.put(refused.ordinal(), refused);
            }
        }
        return new Refusals(lit, hold, byOrdinal);
    }

    private static Set<UUID> lit(ResultSet row) throws SQLException {
        Array lit = row.getArray("lit");
        return lit == null ? Set.of() : Set.of((UUID[]) lit.getArray());
    }

    private static Settled refused(ResultSet row) throws SQLException {
        String expired = row.getString("expired");
        boolean elsewhere = row.getString("result") != null;
        Result result = elsewhere ? Result.RELEASED : expired != null ? Result.EXPIRED : Result.WITHHELD;
        return new Settled(row.getInt("ordinal"), row.getInt("number"), row.getObject("occasion_on", LocalDate.class),
                result, elsewhere ? null : expired != null ? expired : row.getString("reason"), null, null);
    }

    /// What the gate said of messages that were taken.
    ///
    /// @param lit the connections that nobody took for dead; on others nothing more may be handed over
    /// @param hold why all of them are held, if they are
    record Refusals(Set<UUID> lit, @Nullable String hold, Map<Integer, Settled> byOrdinal) {}

    /// A column of values for `cast(… as …[])`; not for text.
    static <T> String column(List<T> rows, Function<T, Object> value) {
        return "{" + String.join(",", rows.stream().map(row -> value.apply(row).toString()).toList()) + "}";
    }
}
