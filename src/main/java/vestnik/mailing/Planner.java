package vestnik.mailing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vestnik.campaign.Campaigns;
import vestnik.consent.Gate;
import vestnik.mailing.Shares.Cut;
import vestnik.vocabulary.Channel;

/// Decides who gets a message of a mailing and who does not and why, in one statement, or in one for each share of the patients
/// of a large clinic. An occasion that was decided before is not decided again, so planning twice plans nothing new.
@Component
public class Planner {

    // Two plans at once would each decide an occasion, and could wait for each other's rows.
    private static final String ONE_AT_A_TIME = "%s; select pg_advisory_xact_lock(hashtext('plan'))"
            .formatted(ShareWriter.WAITS_FOR_OTHERS);

    // Sorts and joins of a whole clinic fit, so that nothing of them is written to a disk; and how many are considered differs too
    // much for PostgreSQL to go by the plan of an earlier mailing.
    private static final String WITH_ROOM = """
            set local work_mem = '256MB';
            set local plan_cache_mode = force_custom_plan
            """;

    private static final String NOT_YET_DECIDED = """
            ,
            candidate as not materialized (
              select considered.* from considered
              where not exists (
                select from message
                where message.occasion = considered.occasion
                  and message.channel = considered.channel
                  and message.occasion_on = considered.occasion_on
                  and message.withheld is distinct from 'OUTSIDE_HOURS')
            ),
            """;

    // Asked only behind the gate: with nothing between the patients considered and the gate, PostgreSQL reads them once.
    private static final String ALL = """
            ,
            candidate as not materialized (
              select considered.* from considered
            ),
            """;

    // The gate names them twice, and to find a few among all patients again costs more than to keep them.
    private static final String ALL_OF_A_FEW = """
            ,
            candidate as materialized (
              select considered.* from considered
            ),
            """;

    private static final String CHOOSE_NONE = """
            ,
            ranked as (
              select gated.*, 1 as rank from gated
            )""";
    private static final String CHOOSE_ONE = """
            ,
            ranked as (
              select gated.*, row_number() over (
                partition by coalesce(choice, occasion || channel) order by (reason is not null), wished_channel is distinct from channel,
                  preference) as rank
              from gated
            )""";
    private static final String DECIDE = """
            ,
            decided as (
              select ranked.*, coalesce(reason, case when choice is not null and rank > 1 then otherwise end) as withheld
              from ranked
              where not exists (
                select from message
                where message.occasion = ranked.occasion
                  and message.channel = ranked.channel
                  and message.occasion_on = ranked.occasion_on
                  and %s)
            )
            """;
    private static final String REMAINS_OUTSIDE_HOURS = "ranked.reason = 'OUTSIDE_HOURS' and message.withheld = 'OUTSIDE_HOURS'";
    private static final String WAS_DECIDED = """
            (message.withheld is distinct from 'OUTSIDE_HOURS' or ranked.reason = 'OUTSIDE_HOURS')
                  and message.mailing_id in (select id from mailing where campaign_id = :campaign)""";

    private static final String WRITE = """
            insert into %s (mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel,
              appointment_id, appointment_version, withheld)
            select :mailing, row_number() over (order by withheld is not null, %s),
              occasion_on, occasion, patient_id, reader_id, channel, appointment_id, appointment_version, withheld
            from decided
            """;

    private static final String COUNT = """
            select label, channel, withheld, count(*) as messages
            from decided
            group by label, channel, withheld
            order by label, channel, withheld nulls first
            """;

    private static final String IS_ANYTHING_DUE = "select exists (select from candidate)";

    private final Campaigns campaigns;
    private final AppointmentsDue appointments;
    private final VisitsMade visits;
    private final LettersAsked letters;
    private final CampaignAudience audience;
    private final Gate gate;
    private final Mailings mailings;
    private final Shares shares;
    private final SharedPlan shared;
    private final NamedParameterJdbcOperations jdbc;
    private final Clock clock;

    Planner(Campaigns campaigns, AppointmentsDue appointments, VisitsMade visits, LettersAsked letters,
            CampaignAudience audience, Gate gate,
            Mailings mailings, Shares shares, SharedPlan shared, NamedParameterJdbcOperations jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.appointments = appointments;
        this.visits = visits;
        this.letters = letters;
        this.audience = audience;
        this.gate = gate;
        this.mailings = mailings;
        this.shares = shares;
        this.shared = shared;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Writes the messages of a mailing, sent and withheld, unless that was done before; returns how many.
    @Transactional
    public int plan(Mailing mailing) {
        jdbc.getJdbcOperations().execute(ONE_AT_A_TIME);
        if (mailings.get(mailing.id()).plannedAt() != null) {
            return 0;
        }
        Considered considered = consider(mailing);
        int planned = write(mailing, considered);
        mailings.markPlanned(mailing.id(), considered.day(), clock.instant());
        return planned;
    }

    private int write(Mailing mailing, Considered considered) {
        if (considered.isByPatient()) {
            shared.forgetInterrupted(mailing.id());
        }
        Cut cut = considered.isByPatient() ? shares.cut(considered) : Cut.NONE;
        return cut.shares().size() == 1
                ? write(mailing, considered, cut.few(), Share.ALL, "message", jdbc)
                : shared.write(cut.shares(),
                        (share, table, connection) -> write(mailing, considered, cut.few(), share, table, connection));
    }

    private int write(Mailing mailing, Considered considered, boolean few, Share share, String table,
            NamedParameterJdbcOperations connection) {
        connection.getJdbcOperations().execute(WITH_ROOM);
        return connection.update(statement(considered, few, WRITE.formatted(table, considered.order())),
                parameters(considered, share, mailing.asOf(), mailing.id()));
    }

    /// What a job would plan at this moment, without planning it.
    @Transactional(readOnly = true)
    public List<PlanLine> preview(MailingKind kind, Instant at) {
        Considered considered = considerScheduled(kind, at);
        return jdbc.query(statement(considered, false, COUNT),
                parameters(considered, Share.ALL, at, 0), (row, _) -> new PlanLine(
                        row.getString("label"), Channel.valueOf(row.getString("channel")), row.getString("withheld"),
                        row.getLong("messages")));
    }

    /// Whether a scheduled job has anything to decide at this moment.
    public boolean isAnythingDue(MailingKind kind, Instant at) {
        Considered considered = considerScheduled(kind, at);
        String sql = "with " + considered.sql() + NOT_YET_DECIDED.stripTrailing().replaceAll(",$", "\n")
                + IS_ANYTHING_DUE;
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, considered.parameters(), Boolean.class));
    }

    private Considered consider(Mailing mailing) {
        return switch (mailing.kind()) {
            case APPOINTMENT_REMINDERS, REVIEW_REQUESTS, CONFIRMATIONS ->
                considerScheduled(mailing.kind(), mailing.asOf());
            case CAMPAIGN -> audience.of(campaigns.get(Objects.requireNonNull(mailing.campaignId())), mailing.asOf());
        };
    }

    private Considered considerScheduled(MailingKind kind, Instant at) {
        return switch (kind) {
            case APPOINTMENT_REMINDERS -> appointments.at(at);
            case REVIEW_REQUESTS -> visits.at(at);
            case CONFIRMATIONS -> letters.at(at);
            case CAMPAIGN -> throw new IllegalArgumentException("a campaign has no schedule");
        };
    }

    private String statement(Considered considered, boolean few, String action) {
        String candidates = considered.repeatedly() ? NOT_YET_DECIDED : few ? ALL_OF_A_FEW : ALL;
        String gated = few ? gate.sqlForFew(considered.purpose()) : gate.sql(considered.purpose());
        return "with " + considered.sql() + candidates + gated + (considered.choosing() ? CHOOSE_ONE : CHOOSE_NONE)
                + DECIDE.formatted(considered.repeatedly() ? REMAINS_OUTSIDE_HOURS : WAS_DECIDED) + action;
    }

    private MapSqlParameterSource parameters(Considered considered, Share share, Instant at, long mailing) {
        return considered.addTo(gate.parameters(considered.purpose(), at, mailing), share);
    }
}
