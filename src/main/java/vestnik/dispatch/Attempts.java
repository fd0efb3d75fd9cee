package vestnik.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;
import vestnik.consent.Gate;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;

/// Takes messages to send them, and records what came of it; one round trip a range.
@Repository
class Attempts {

    private static final String OPEN_IN_RANGE = """
            with candidate as (
              select message.*, (tried.times + 1)::smallint as number
              from message
              cross join lateral (
                select count(*) as times from attempt
                where attempt.mailing_id = message.mailing_id and attempt.ordinal = message.ordinal
                  and attempt.occasion_on = message.occasion_on
              ) tried
              where message.mailing_id = :mailing and message.ordinal between :first and :last
                and message.withheld is null
                and tried.times = (
                  select count(*) from outcome
                  where outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
                    and outcome.occasion_on = message.occasion_on and outcome.result = 'RELEASED')
                and not exists (
                  select from outcome
                  where outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
                    and outcome.occasion_on = message.occasion_on and outcome.result <> 'RELEASED')
            ),
            """;

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
              from asked where reason is not null or expired is not null
              on conflict do nothing
            )
            select asked.ordinal, asked.number, asked.occasion_on, asked.patient_id, asked.reader_id, asked.address,
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

    private static final String NOTED_AND_NOT_RELEASED = """
            with candidate as (
              select message.*, taken.number, outcome.result
              from unnest(cast(:ordinals as int[]), cast(:numbers as smallint[])) taken (ordinal, number)
              join message on message.mailing_id = :mailing and message.ordinal = taken.ordinal
              left join outcome on outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
                and outcome.number = taken.number and outcome.occasion_on = message.occasion_on
            ),
            """;

    private static final String LIST_REFUSED = """
            select ordinal, number, occasion_on, reason, expired, result
            from asked
            where reason is not null or expired is not null or result is not null
            """;

    private static final String RECORD = """
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason, reference)
            select :mailing, settled.ordinal, settled.number, settled.occasion_on, cast(:at as timestamptz),
              settled.result, settled.reason, settled.reference
            from unnest(cast(:ordinals as int[]), cast(:numbers as smallint[]), cast(:days as date[]),
              cast(:results as text[]), cast(:reasons as text[]), cast(:references as text[]))
              settled (ordinal, number, occasion_on, result, reason, reference)
            on conflict do nothing
            """;

    private final Asking asking;
    private final Gate gate;
    private final Node node;
    private final NamedParameterJdbcOperations jdbc;
    private final Clock clock;

    Attempts(Asking asking, Gate gate, Node node, NamedParameterJdbcOperations jdbc, Clock clock) {
        this.asking = asking;
        this.gate = gate;
        this.node = node;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Asks for every open message of these ordinals, notes an attempt for those that may go, and records a refusal for
    /// those that may not.
    List<Ready> take(Mailing mailing, int first, int last) {
        return jdbc.query(OPEN_IN_RANGE + asking.sql(mailing.purpose()) + TAKE,
                parameters(mailing).addValue("first", first).addValue("last", last).addValue("node",
                        node.id().toString()),
                Attempts::ready);
    }

    /// Asks again for messages that were taken; returns those that may not go any more, with the reason.
    List<Settled> askAgain(Mailing mailing, List<Ready> messages) {
        return jdbc.query(NOTED_AND_NOT_RELEASED + asking.sql(mailing.purpose()) + LIST_REFUSED,
                parameters(mailing)
                        .addValue("ordinals", column(messages, Ready::ordinal))
                        .addValue("numbers", column(messages, Ready::number)),
                Attempts::refused);
    }

    /// Records what came of attempts; what is recorded already stays.
    void record(Mailing mailing, List<Settled> settled) {
        jdbc.update(RECORD, new MapSqlParameterSource("mailing", mailing.id())
                .addValue("at", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("ordinals", column(settled, Settled::ordinal))
                .addValue("numbers", column(settled, Settled::number))
                .addValue("days", column(settled, Settled::occasionOn))
                .addValue("results", column(settled, Settled::result))
                .addValue("reasons", texts(settled, Settled::reason))
                .addValue("references", texts(settled, Settled::reference)));
    }

    private MapSqlParameterSource parameters(Mailing mailing) {
        return gate.parameters(mailing.purpose(), clock.instant(), mailing.id());
    }

    private static Ready ready(ResultSet row, int number) throws SQLException {
        var startsAt = row.getObject("starts_at", OffsetDateTime.class);
        return new Ready(row.getInt("ordinal"), row.getInt("number"), row.getObject("occasion_on", LocalDate.class),
                row.getLong("patient_id"), row.getObject("reader_id", Long.class), row.getString("address"),
                Locale.of(row.getString("locale")), row.getString("recipient_name"), row.getString("ward_name"),
                startsAt == null ? null : startsAt.toInstant(), row.getString("branch_name"),
                row.getString("branch_address"), row.getString("branch_phone"), row.getString("branch_zone"),
                row.getString("specialist_name"));
    }

    private static Settled refused(ResultSet row, int number) throws SQLException {
        String expired = row.getString("expired");
        boolean elsewhere = row.getString("result") != null;
        Result result = elsewhere ? Result.RELEASED : expired != null ? Result.EXPIRED : Result.WITHHELD;
        return new Settled(row.getInt("ordinal"), row.getInt("number"), row.getObject("occasion_on", LocalDate.class),
                result, elsewhere ? null : expired != null ? expired : row.getString("reason"), null);
    }

    private static <T> String column(List<T> rows, Function<T, Object> value) {
        return "{" + String.join(",", rows.stream().map(row -> value.apply(row).toString()).toList()) + "}";
    }

    private static String @Nullable [] texts(List<Settled> rows,
            Function<Settled, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
