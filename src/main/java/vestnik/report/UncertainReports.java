package vestnik.report;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.report.MessageReports.Position;

/// Messages of which nobody knows whether they arrived, but for those that a person left so.
@Repository
public class UncertainReports {

    private static final String OPEN = """
            from outcome
            where result = 'UNCERTAIN' and reason is distinct from 'LEFT'
              and (:mailing::bigint is null or mailing_id = :mailing)
              and not exists (
                select from outcome later
                where later.mailing_id = outcome.mailing_id and later.ordinal = outcome.ordinal
                  and later.occasion_on = outcome.occasion_on and later.number > outcome.number)
            """;

    private static final String LIST = """
            with uncertain as materialized (
              select mailing_id, ordinal, number, occasion_on, at, reason
            """ + OPEN + """
                and (:before::bigint is null or (mailing_id, ordinal) < (:before, :ordinal))
              order by mailing_id desc, ordinal desc
              limit :limit
            )
            select uncertain.mailing_id as mailing, uncertain.ordinal, kind, mailing.purpose, campaign.name as campaign_name,
              message.channel, external_id as patient, representative_id is not null as to_representative,
              coalesce(tried.at, uncertain.at) as tried_at, uncertain.reason,
              case when again.number is not null then 'UNDER_WAY' when retry.why is null then 'NOTHING'
                when retry.why = 'LOOK_UP' then 'LOOKED_UP' else 'SENT_AGAIN' end as next,
              case when again.number is null then retry.due_at end as next_at,
              cancelled_at is not null as cancelled
            from uncertain
            join message using (mailing_id, ordinal, occasion_on)
            join mailing on mailing.id = uncertain.mailing_id
            join patient on patient.id = patient_id
            left join campaign on campaign.id = campaign_id
            left join retry on retry.mailing_id = uncertain.mailing_id and retry.ordinal = uncertain.ordinal
            left join attempt tried on (tried.mailing_id, tried.ordinal, tried.occasion_on, tried.number)
              = (uncertain.mailing_id, uncertain.ordinal, uncertain.occasion_on, uncertain.number)
            left join attempt again on (again.mailing_id, again.ordinal, again.occasion_on, again.number)
              = (uncertain.mailing_id, uncertain.ordinal, uncertain.occasion_on, uncertain.number + 1)
            order by uncertain.mailing_id desc, uncertain.ordinal desc
            """;

    private static final String COUNT = "select count(*) " + OPEN;

    // For those that are under way too a row stands among those to be tried again.
    private static final String COUNT_TO_DECIDE = COUNT + """
              and not exists (
                select from retry where retry.mailing_id = outcome.mailing_id and retry.ordinal = outcome.ordinal)
            """;

    private static final RowMapper<UncertainLine> LINE = new SimplePropertyRowMapper<>(UncertainLine.class);

    private final JdbcClient jdbc;

    UncertainReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A page of them, those of the newest mailing first.
    ///
    /// @param mailing only those of this mailing, or null
    /// @param before the last message of the page before, or null
    public Page<UncertainLine> list(@Nullable Long mailing, @Nullable Position before, int limit) {
        var fetched = jdbc.sql(LIST)
                .param("mailing", mailing)
                .param("before", before == null ? null : before.mailing())
                .param("ordinal", before == null ? null : before.ordinal())
                .param("limit", limit + 1)
                .query(LINE)
                .list();
        return Page.of(fetched, limit);
    }

    /// How many there are of a mailing.
    public long countOf(long mailing) {
        return jdbc.sql(COUNT).param("mailing", mailing).query(Long.class).single();
    }

    /// How many nothing is done about unless a person decides.
    public long countToDecide() {
        return jdbc.sql(COUNT_TO_DECIDE).param("mailing", null).query(Long.class).single();
    }
}
