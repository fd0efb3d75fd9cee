package vestnik.report;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Mailings as they stand now.
@Service
public class MailingReports {

    private static final String SELECT = """
            select mailing.id, kind, mailing.purpose, mailing.template, as_of, campaign_id, campaign.name as campaign_name,
              started_by, started_at, planned_at, finished_at, failure, cancelled_at, cancelled_by,
              case when resume_at > :now then resume_at end as retry_at,
              case when resume_at > :now then (select count(*) from retry where mailing_id = mailing.id) else 0 end as retries
            from mailing
            left join campaign on campaign.id = campaign_id
            """;

    private static final String FIND = SELECT + "where mailing.id = :id";

    private static final String EXISTS = "select exists (select from mailing where id = :id)";

    private static final String LIST = SELECT + """
            where (:campaign::bigint is null or campaign_id = :campaign)
              and (:kind::text is null or kind = :kind)
              and (:before::bigint is null or mailing.id < :before)
            order by mailing.id desc
            limit :limit
            """;

    private static final RowMapper<MailingRow> ROW = new SimplePropertyRowMapper<>(MailingRow.class);

    private final JdbcClient jdbc;
    private final RecentCounts counts;
    private final MailingHolds holds;
    private final Clock clock;

    MailingReports(JdbcClient jdbc, RecentCounts counts, MailingHolds holds, Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.holds = holds;
        this.clock = clock;
    }

    /// One mailing, if there is one of that id.
    public Optional<MailingReport> find(long id) {
        return report(jdbc.sql(FIND).param("id", id).param("now", now()).query(ROW).list()).stream().findFirst();
    }

    /// Whether there is one of that id.
    public boolean exists(long id) {
        return jdbc.sql(EXISTS).param("id", id).query(Boolean.class).single();
    }

    /// A page of mailings, newest first.
    public Page<MailingReport> list(MailingFilter filter) {
        var fetched = jdbc.sql(LIST)
                .param("now", now())
                .param("campaign", filter.campaign())
                .param("kind", filter.kind())
                .param("before", filter.before())
                .param("limit", filter.limit() + 1)
                .query(ROW)
                .list();
        Page<MailingRow> page = Page.of(fetched, filter.limit());
        return new Page<>(report(page.items()), page.more());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private List<MailingReport> report(List<MailingRow> rows) {
        var known = counts.of(rows);
        var held = holds.of(rows);
        return rows.stream().map(row -> MailingReport.of(row, Objects.requireNonNull(known.get(row.id())),
                held.getOrDefault(row.id(), List.of()))).toList();
    }
}
