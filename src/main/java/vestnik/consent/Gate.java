package vestnik.consent;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// The one rule set that answers "may this purpose reach this person on this channel now?" with yes or the first
/// [Withheld] reason why not. It is SQL over a set of candidates, so that planning a million, asking again before a
/// hand-over and explaining one person are the same definition.
@Component
public class Gate {

    // Where a table is read, for many or for a few: without `offset 0` PostgreSQL may read all of the table at once; with it, each
    // row is looked up by itself.
    private static final String TOGETHER = "";
    private static final String ONE_BY_ONE = "offset 0";

    // Without `offset 0` PostgreSQL would work out the hour and the reader again wherever they are named. The reader is a
    // whole row, so that the many who read for themselves are joined with nobody.
    private static final String WHO_READS = """
            addressee as (
              select candidate.*,
                patient.erased_at is not null as erased,
                patient.deceased,
                patient.blocked_at is not null as blocked,
                coalesce(wish.paused_until > local.time::date, false) as paused,
                wish.channel as wished_channel,
                ward.in_care,
                local.time as local_time,
                case when candidate.channel = 'EMAIL' then patient.email
                  when patient.phone_takes_sms then patient.phone
                end as own_address,
                case when ward.in_care then (
                  select representative
                  from representation
                  join representative on representative.id = representation.representative_id
                  where representation.patient_id = patient.id
                    and representation.from_on <= local.time::date and local.time::date < representation.until_on
                    and not representative.deceased
                  order by %2$s (case when candidate.channel = 'EMAIL' then representative.email
                    when representative.phone_takes_sms then representative.phone end) is null, representation.id
                  limit 1
                ) end as reader
              from candidate
              cross join lateral (
                select * from patient where patient.id = candidate.patient_id %1$s
              ) patient
              left join lateral (
                select * from preference where preference.patient_id = candidate.patient_id %1$s
              ) wish on true
              cross join lateral (
                select coalesce(cast(:gateAt as timestamptz) at time zone patient.zone, cast(:clinicTime as timestamp)) as time
              ) local
              cross join lateral (
                select patient.incapable
                  or coalesce(patient.birth_date > local.time::date - interval '18 years', false) as in_care
              ) ward
              offset 0
            ),
            """;

    // Nobody gets advertising because the other parent has agreed to it.
    private static final String WHO_AGREED_FIRST = """
            representative.id is distinct from (
                  select consent.representative_id from consent
                  where consent.patient_id = candidate.patient_id and consent.purpose = :purpose
                    and consent.channel = candidate.channel
                ),""";

    // Whether a mailing's messages may have been so near that somebody who rests for so many days had enough.
    private static final String COUNTS_STILL = """
            mailing.purpose in ('PROMOTION', 'PARTNER', 'REVIEW')
              and coalesce(mailing.finished_at, 'infinity') > cast(:gateAt as timestamptz)
                - greatest(make_interval(secs => :capSeconds), make_interval(days => %s))
            """;
    private static final String COUNTS_FOR_ONE = COUNTS_STILL.formatted("wish.rest_days");

    // Whoever was not even planned to be written to often enough is looked at no closer. Each step is done before the next:
    // PostgreSQL expects one row of a join along three columns, and would repeat for each of a million what it need do once.
    // `is true` makes it look each message up in a hash of the candidates, rather than each candidate in an index.
    private static final String WHO_HAD_ENOUGH = """
            near_cap as materialized (
              select earlier.patient_id, wish.rest_days
              from message earlier
              join mailing on mailing.id = earlier.mailing_id
              left join preference wish on wish.patient_id = earlier.patient_id
              where (earlier.patient_id in (select patient_id from candidate)) is true
                and earlier.occasion_on >= :countsSince
                and earlier.withheld is null
                and earlier.mailing_id <> :mailing
                and\s""" + COUNTS_FOR_ONE + """
              group by earlier.patient_id, wish.rest_days
              having count(*) >= :capMessages or wish.rest_days is not null
            ),
            lately as materialized (
              select near_cap.patient_id, near_cap.rest_days, earlier.mailing_id, earlier.ordinal, earlier.occasion_on
              from near_cap
              join message earlier on earlier.patient_id = near_cap.patient_id
              join mailing on mailing.id = earlier.mailing_id
              where earlier.occasion_on >= :countsSince
                and earlier.withheld is null
                and earlier.mailing_id <> :mailing
                and mailing.purpose in ('PROMOTION', 'PARTNER', 'REVIEW')
            ),
            capped as materialized (
              select lately.patient_id
              from lately
              join attempt using (mailing_id, ordinal, occasion_on)
              left join outcome on outcome.mailing_id = attempt.mailing_id and outcome.ordinal = attempt.ordinal
                and outcome.number = attempt.number and outcome.occasion_on = attempt.occasion_on
                and outcome.occasion_on >= :countsSince
              where attempt.occasion_on >= :countsSince
                and attempt.at > cast(:gateAt as timestamptz)
                  - greatest(make_interval(secs => :capSeconds), make_interval(days => lately.rest_days))
                and (outcome.result is null or outcome.result in ('ACCEPTED', 'DEFERRED', 'UNCERTAIN'))
              group by lately.patient_id
              having count(distinct (lately.mailing_id, lately.ordinal)) filter (
                  where attempt.at > cast(:gateAt as timestamptz) - make_interval(secs => :capSeconds)
                ) >= :capMessages
                or bool_or(attempt.at > cast(:gateAt as timestamptz) - make_interval(days => lately.rest_days))
            ),
            """;

    // The same for a few people; nobody is advertised to for an occasion yet to come. Looked up person by person, whatever
    // PostgreSQL believes of tables that grow by the minute.
    private static final String WHO_OF_A_FEW_HAD_ENOUGH = """
            lately as materialized (
              select few.patient_id, earlier.mailing_id, earlier.ordinal, earlier.occasion_on, wish.rest_days,
                count(*) over (partition by few.patient_id) as messages
              from (select distinct patient_id from candidate) few
              left join preference wish on wish.patient_id = few.patient_id
              cross join lateral (
                select message.mailing_id, message.ordinal, message.occasion_on
                from message
                where message.patient_id = few.patient_id
                  and message.occasion_on >= :countsSince and message.occasion_on < :dayAfterTomorrow
                  and message.withheld is null
                  and message.mailing_id <> :mailing
                  and (
                    select\s""" + COUNTS_FOR_ONE + """
                    from mailing
                    where mailing.id = message.mailing_id)
                offset 0
              ) earlier
            ),
            capped as materialized (
              select lately.patient_id
              from lately
              cross join lateral (
                select max(attempt.at) as at
                from attempt
                left join outcome on outcome.mailing_id = attempt.mailing_id and outcome.ordinal = attempt.ordinal
                  and outcome.number = attempt.number and outcome.occasion_on = attempt.occasion_on
                  and outcome.occasion_on >= :countsSince and outcome.occasion_on < :dayAfterTomorrow
                where attempt.mailing_id = lately.mailing_id and attempt.ordinal = lately.ordinal
                  and attempt.occasion_on = lately.occasion_on
                  and attempt.occasion_on >= :countsSince and attempt.occasion_on < :dayAfterTomorrow
                  and (outcome.result is null or outcome.result in ('ACCEPTED', 'DEFERRED', 'UNCERTAIN'))
              ) tried
              where lately.messages >= :capMessages or lately.rest_days is not null
              group by lately.patient_id
              having count(*) filter (
                  where tried.at > cast(:gateAt as timestamptz) - make_interval(secs => :capSeconds)
                ) >= :capMessages
                or bool_or(tried.at > cast(:gateAt as timestamptz) - make_interval(days => lately.rest_days))
            ),
            """;

    private static final String WHICH_WORDINGS_COUNT = """
            accepted as (
              select array_agg(version) as wordings from wording
              where kind = :purpose and in_force_at >= (
                select max(in_force_at) from wording
                where kind = :purpose and asks_again and in_force_at <= cast(:gateAt as timestamptz))
            ),
            """;

    private static final String FIRST_REASON = """
            gated as (
              select addressee.*, (addressee.reader).id as reader_id, written.address,
                case
                  when addressee.erased then 'ERASED'
                  when addressee.deceased then 'DECEASED'
                  when addressee.blocked then 'BLOCKED'
                  when addressee.in_care and (addressee.reader).id is null then 'NO_REPRESENTATIVE'
                  when consent.state = 'WITHDRAWN' then 'OPTED_OUT'
                  when :needsConsent and consent.state = 'UNCONFIRMED' then 'UNCONFIRMED'
                  when :needsConsent and (consent.state is null
                    or addressee.in_care is distinct from (consent.representative_id is not null)
                    or addressee.in_care and not exists (
                      select from representation
                      where representation.patient_id = addressee.patient_id
                        and representation.representative_id = consent.representative_id
                        and representation.from_on <= addressee.local_time::date
                        and addressee.local_time::date < representation.until_on)
                  ) then 'NO_CONSENT'
                  when (select wordings from accepted) is not null
                    and consent.wording = any((select wordings from accepted)::text[]) is not true then 'WORDING_CHANGED'
                  when :needsConsent and addressee.paused then 'PAUSED'
                  when written.address is null then 'NO_ADDRESS'
                  when suppression.address is not null then 'SUPPRESSED'
                  when addressee.local_time::time < cast(:windowFrom as time)
                    or addressee.local_time::time >= cast(:windowUntil as time) then 'OUTSIDE_HOURS'
                  when %2$s then 'OVER_CAP'
                end as reason
              from addressee
              cross join lateral (
                select case when not addressee.in_care then addressee.own_address
                  when addressee.channel = 'EMAIL' then (addressee.reader).email
                  when (addressee.reader).phone_takes_sms then (addressee.reader).phone
                end as address
              ) written
              left join lateral (
                select * from consent
                where consent.patient_id = addressee.patient_id and consent.purpose = :purpose
                  and consent.channel = addressee.channel %1$s
              ) consent on true
              left join lateral (
                select * from suppression
                where suppression.channel = addressee.channel and suppression.address = lower(written.address)
                  and (suppression.expires_at is null or suppression.expires_at > cast(:gateAt as timestamptz)) %1$s
              ) suppression on true
              offset 0
            )
            """;

    // What else counts is of mailings that go on or ended lately, and none of their messages is of an older occasion. Given as a
    // day, it spares PostgreSQL the months before, however many years of them there are.
    private static final String COUNTS_SINCE = "select min(first_on) from mailing where "
            + COUNTS_STILL.formatted(":longestRest");

    private static final int LONGEST_REST = Stream.of(Rest.values()).mapToInt(Rest::days).max().orElseThrow();

    private static final String ASK_FOR_ONE = """
            with candidate as (
              select id as patient_id, channel
              from patient cross join unnest(array['EMAIL', 'SMS']) channel
              where id = :patient
            ),
            """;

    private final RulesSettings rules;
    private final ClinicSettings clinic;
    private final NamedParameterJdbcOperations jdbc;

    Gate(RulesSettings rules, ClinicSettings clinic, NamedParameterJdbcOperations jdbc) {
        this.rules = rules;
        this.clinic = clinic;
        this.jdbc = jdbc;
    }

    /// Common table expressions that end in `gated`: each row of `candidate` (which needs `patient_id` and `channel`, and
    /// keeps its other columns) with `reader_id` (the representative who reads it, or null for the patient), `address`,
    /// `wished_channel` (where the person prefers to be written to, or null) and `reason` (a [Withheld] name, or null for yes). To be put behind `with candidate as (...),`.
    public String sql(Purpose purpose) {
        return sql(purpose, TOGETHER, WHO_HAD_ENOUGH);
    }

    /// The same as [#sql(Purpose)] for candidates who are a small part of all patients: quicker for them, slower for many.
    public String sqlForFew(Purpose purpose) {
        return sql(purpose, ONE_BY_ONE, WHO_OF_A_FEW_HAD_ENOUGH);
    }

    private static String sql(Purpose purpose, String reading, String whoHadEnough) {
        return purpose.needsConsent()
                ? WHO_READS.formatted(reading, WHO_AGREED_FIRST) + WHICH_WORDINGS_COUNT + whoHadEnough
                        + FIRST_REASON.formatted(reading, "addressee.patient_id in (select patient_id from capped)")
                : WHO_READS.formatted(reading, "") + WHICH_WORDINGS_COUNT + FIRST_REASON.formatted(reading, "false");
    }

    /// The parameters that [#sql(Purpose)] needs, for what is asked at this moment on behalf of this mailing (0: none).
    public MapSqlParameterSource parameters(Purpose purpose, Instant at, long mailing) {
        var window = rules.windowOf(purpose);
        var cap = rules.capOf(purpose);
        var parameters = new MapSqlParameterSource()
                .addValue("gateAt", at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("clinicTime", at.atZone(clinic.zone()).toLocalDateTime(), Types.TIMESTAMP)
                .addValue("purpose", purpose.name())
                .addValue("needsConsent", purpose.needsConsent())
                .addValue("windowFrom", window == null ? null : window.from(), Types.TIME)
                .addValue("windowUntil", window == null ? null : window.until(), Types.TIME)
                .addValue("dayAfterTomorrow", at.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(2))
                .addValue("mailing", mailing)
                .addValue("capMessages", cap == null ? null : cap.messages(), Types.INTEGER)
                .addValue("capSeconds", cap == null ? null : cap.within().toSeconds(), Types.DOUBLE)
                .addValue("longestRest", LONGEST_REST);
        return purpose.needsConsent()
                ? parameters.addValue("countsSince", jdbc.queryForObject(COUNTS_SINCE, parameters, LocalDate.class))
                : parameters;
    }

    /// What the gate says of one patient for every purpose and channel, at this moment.
    public List<Answer> explain(long patient, Instant at) {
        return List.of(Purpose.values()).stream().flatMap(purpose -> ask(patient, purpose, at).stream()).toList();
    }

    private List<Answer> ask(long patient, Purpose purpose, Instant at) {
        return jdbc.query(
                ASK_FOR_ONE + sqlForFew(purpose) + "select channel, reason from gated order by channel",
                parameters(purpose, at, 0).addValue("patient", patient),
                (row, _) -> new Answer(purpose, Channel.valueOf(row.getString("channel")),
                        Optional.ofNullable(row.getString("reason")).map(Withheld::valueOf)));
    }

    /// What the gate says: no reason means yes.
    public record Answer(Purpose purpose, Channel channel, Optional<Withheld> reason) {}
}
