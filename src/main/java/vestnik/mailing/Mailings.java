package vestnik.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Purpose;

/// The mailings of this clinic. A run key stands for one mailing, however often it is opened.
@Repository
public class Mailings {

    private static final String OPEN = """
            insert into mailing (kind, purpose, template, run_key, as_of, campaign_id, started_by, started_at)
            values (:kind, :purpose, :template, :runKey, :asOf, :campaign, :by, :at)
            on conflict (run_key) do nothing
            """;
    private static final String FIND = "select * from mailing where run_key = :runKey";
    private static final String GET = "select * from mailing where id = :id";
    // One that was held for long goes on when it is let go, however old it is. is_held() looks at messages: it comes last.
    private static final String LIST_UNFINISHED = """
            with lately as materialized (
              select * from mailing
              where finished_at is null
                and (started_at > cast(:at as timestamptz) - interval '7 days' or resume_at is not null
                  or cancelled_at > cast(:at as timestamptz) - interval '7 days'
                  or exists (select from hold where lifted_at > cast(:at as timestamptz) - interval '7 days'))
            )
            select * from lately where cancelled_at is not null or not is_held(id) order by id
            """;
    private static final String IS_TEMPLATE_USED = """
            select exists (select from mailing where template = :name) or exists (select from campaign where template = :name)
            """;
    private static final String MARK_PLANNED = """
            update mailing
            set planned_at = :at,
              first_on = coalesce(cast(:day as date), (select min(occasion_on) from message where mailing_id = :id)),
              last_on = coalesce(cast(:day as date), (select max(occasion_on) from message where mailing_id = :id))
            where id = :id
            """;
    private static final String MARK_FINISHED = """
            update mailing set finished_at = :at, resume_at = null, failure = null where id = :id
            """;
    private static final String RESUME_AT = "update mailing set resume_at = :at, failure = null where id = :id";
    private static final String REOPEN = """
            update mailing
            set resume_at = case when finished_at is null then least(resume_at, :at) else :at end,
              round = round + case when finished_at is null then 0 else 1 end, finished_at = null
            where id = :id
            """;
    private static final String MARK_STOPPED = "update mailing set failure = :failure where id = :id and finished_at is null";
    private static final String FORGET_EMPTY = """
            delete from mailing
            where id = :id and not exists (select from message where message.mailing_id = mailing.id)
            """;
    private static final String COUNT_WAITING = """
            select count(*) from message
            where message.mailing_id = :id and message.withheld is null
              and not exists (
                select from outcome
                where outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
                  and outcome.occasion_on = message.occasion_on and outcome.result <> 'RELEASED')
            """;
    private static final String LIST_KEPT_BY_THE_NIGHT = """
            select distinct mailing.campaign_id
            from mailing
            join message on message.mailing_id = mailing.id
            where mailing.kind = 'CAMPAIGN' and mailing.finished_at > cast(:at as timestamptz) - interval '3 days'
              and message.withheld = 'OUTSIDE_HOURS'
              and not exists (
                select from mailing cancelled
                where cancelled.campaign_id = mailing.campaign_id and cancelled.cancelled_at is not null)
              and not exists (
                select from message later
                where later.occasion = message.occasion and later.channel = message.channel
                  and later.occasion_on = message.occasion_on and later.withheld is distinct from 'OUTSIDE_HOURS')
            """;
    private static final String COUNT_STATES = """
            select concat_ws(' ', state, case when state in ('WITHHELD', 'EXPIRED') then reason end) as state, count(*) as messages
            from message_state
            where mailing_id = :id
            group by 1
            order by 1
            """;

    private final JdbcClient jdbc;

    Mailings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Opens the mailing of a run key, or finds the one that is open already.
    public Mailing open(MailingKind kind, Purpose purpose, String template, String runKey, Instant asOf,
            @Nullable Long campaignId, String by, Instant at) {
        jdbc.sql(OPEN)
                .param("kind", kind.name())
                .param("purpose", purpose.name())
                .param("template", template)
                .param("runKey", runKey)
                .param("asOf", timestamp(asOf))
                .param("campaign", campaignId)
                .param("by", by)
                .param("at", timestamp(at))
                .update();
        return find(runKey).orElseThrow();
    }

    /// The mailing of a run key, if it was opened and not forgotten.
    public Optional<Mailing> find(String runKey) {
        return jdbc.sql(FIND).param("runKey", runKey).query(Mailings::read).optional();
    }

    /// One mailing that is known to exist.
    public Mailing get(long id) {
        return jdbc.sql(GET).param("id", id).query(Mailings::read).single();
    }

    /// One mailing, if there is one of that id.
    public Optional<Mailing> findById(long id) {
        return jdbc.sql(GET).param("id", id).query(Mailings::read).optional();
    }

    /// What was begun or let go in the last week and is neither finished nor held, the oldest first.
    public List<Mailing> unfinished(Instant now) {
        return jdbc.sql(LIST_UNFINISHED).param("at", timestamp(now)).query(Mailings::read).list();
    }

    /// Campaigns some of whose people could not be written to because of the hour, and nothing has come of it since.
    public List<Long> campaignsKeptByTheNight(Instant now) {
        return jdbc.sql(LIST_KEPT_BY_THE_NIGHT).param("at", timestamp(now)).query((row, _) -> row.getLong(1)).list();
    }

    /// How many of its messages are neither withheld nor have an outcome.
    public long countWaiting(long id) {
        return jdbc.sql(COUNT_WAITING).param("id", id).query(Long.class).single();
    }

    /// How many of its messages are in each state; withheld and expired ones by reason.
    public Map<String, Long> countStates(long id) {
        var counts = new LinkedHashMap<String, Long>();
        jdbc.sql(COUNT_STATES).param("id", id)
                .query(row -> {
                    counts.put(row.getString("state"), row.getLong("messages"));
                });
        return counts;
    }

    /// Whether anything is, or is to be, written from a template.
    boolean isTemplateUsed(String name) {
        return jdbc.sql(IS_TEMPLATE_USED).param("name", name).query(Boolean.class).single();
    }

    /// Says that the messages are all there.
    ///
    /// @param day of all occasions, if it is one and known without a look
    void markPlanned(long id, @Nullable LocalDate day, Instant at) {
        jdbc.sql(MARK_PLANNED).param("day", day).param("at", timestamp(at)).param("id", id).update();
    }

    /// Says that everything planned is settled.
    public void markFinished(long id, Instant at) {
        jdbc.sql(MARK_FINISHED).param("at", timestamp(at)).param("id", id).update();
    }

    /// Notes when the run of a mailing goes on, of which nothing is left but what is tried again.
    public void resumeAt(long id, Instant at) {
        jdbc.sql(RESUME_AT).param("id", id).param("at", timestamp(at)).update();
    }

    /// Lets a run go on at this moment, though the mailing may be finished.
    public void reopen(long id, Instant at) {
        jdbc.sql(REOPEN).param("id", id).param("at", timestamp(at)).update();
    }

    /// Says why a mailing does not go on for now.
    public void markStopped(long id, String failure) {
        jdbc.sql(MARK_STOPPED).param("failure", failure).param("id", id).update();
    }

    /// Removes a mailing that considered nobody, so that a schedule leaves no trail of empty runs.
    public boolean forgetIfEmpty(long id) {
        return jdbc.sql(FORGET_EMPTY).param("id", id).update() > 0;
    }

    private static Mailing read(ResultSet row, int number) throws SQLException {
        return new Mailing(row.getLong("id"), MailingKind.valueOf(row.getString("kind")),
                Purpose.valueOf(row.getString("purpose")), row.getString("template"), row.getString("run_key"),
                row.getObject("as_of", OffsetDateTime.class).toInstant(), row.getObject("campaign_id", Long.class),
                row.getString("started_by"), row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("planned_at", OffsetDateTime.class)),
                instant(row.getObject("finished_at", OffsetDateTime.class)),
                instant(row.getObject("cancelled_at", OffsetDateTime.class)), row.getString("cancelled_by"),
                instant(row.getObject("resume_at", OffsetDateTime.class)), row.getInt("round"), days(row));
    }

    private static Mailing.Days days(ResultSet row) throws SQLException {
        var first = row.getObject("first_on", LocalDate.class);
        var last = row.getObject("last_on", LocalDate.class);
        return first == null || last == null ? Mailing.Days.ANY : new Mailing.Days(first, last);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
