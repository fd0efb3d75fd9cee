package vestnik.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Channel;

/// Counts messages, their outcomes and receipts: three statements for any number of mailings.
@Repository
class MessageCounts {

    static final Counts NONE = new Counts(List.of(), 0, 0, 0, 0);

    private static final Duration LATELY = Duration.ofSeconds(10);

    // No join: whatever PostgreSQL believes of tables that grow by the minute, each row is read once. The last outcome of a
    // message is the greatest text, for it begins with its number.
    private static final String COUNT_MESSAGES = """
            with told as (
              select mailing_id, ordinal, channel, withheld, null as outcome
              from message
              where mailing_id = any(:mailings)
              union all
              select mailing_id, ordinal, null, null,
                concat(to_char(number, 'FM00000'), result, case result when 'WITHHELD' then ' ' || reason end)
              from outcome
              where mailing_id = any(:mailings)
            ), last as (
              select mailing_id, max(channel) as channel, max(withheld) as withheld, substr(max(outcome), 6) as outcome
              from told
              group by mailing_id, ordinal
            ), alike as (
              select mailing_id, channel, withheld, split_part(outcome, ' ', 1) as result,
                nullif(split_part(outcome, ' ', 2), '') as refusal, count(*) as number
              from last
              group by mailing_id, channel, withheld, outcome
            )
            select mailing_id, channel,
              case
                when withheld is not null then 'WITHHELD'
                when result is null or result = 'RELEASED' then 'WAITING'
                else result
              end as state,
              coalesce(withheld, refusal) as reason, sum(number)::bigint as number
            from alike
            group by 1, 2, 3, 4
            order by number desc, channel, state, reason
            """;

    private static final String COUNT_RECEIPTS = """
            with heard as (
              select mailing_id, bool_or(kind in ('UNDELIVERED', 'FAILED', 'BOUNCED')) as bounced,
                bool_or(kind = 'DELIVERED') as delivered, bool_or(kind = 'COMPLAINED') as complained
              from receipt
              where mailing_id = any(:mailings)
              group by mailing_id, ordinal
            )
            select mailing_id, count(*) filter (where delivered and not bounced and not complained) as delivered,
              count(*) filter (where bounced and not complained) as bounced,
              count(*) filter (where complained) as complained
            from heard
            group by mailing_id
            """;

    private static final String MEASURE_PACE = """
            select outcome.mailing_id, coalesce(planned_at, started_at) as begun_at, count(*) as number, max(at) as last_at,
              count(*) filter (where at > :lately) as lately
            from outcome
            join mailing on mailing.id = outcome.mailing_id
            where outcome.mailing_id = any(:mailings) and number = 1
              and result in ('ACCEPTED', 'DEFERRED', 'REJECTED', 'UNCERTAIN')
            group by outcome.mailing_id, begun_at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MessageCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// By the mailing's id; a mailing without messages is missing.
    Map<Long, Counts> count(Collection<MailingRow> mailings) {
        if (mailings.isEmpty()) {
            return Map.of();
        }
        Long[] ids = mailings.stream().map(MailingRow::id).toArray(Long[]::new);
        Map<Long, long[]> receipts = receipts(ids);
        Map<Long, Double> paces = paces(ids, running(mailings));
        Map<Long, Counts> all = new HashMap<>();
        messages(ids).forEach((id, counts) -> {
            long[] heard = receipts.getOrDefault(id, new long[3]);
            all.put(id, new Counts(counts, heard[0], heard[1], heard[2], paces.getOrDefault(id, 0.0)));
        });
        return all;
    }

    private Map<Long, List<Count>> messages(Long[] ids) {
        Map<Long, List<Count>> counts = new HashMap<>();
        jdbc.sql(COUNT_MESSAGES).param("mailings", ids).query(row -> {
            counts.computeIfAbsent(row.getLong("mailing_id"), id -> new ArrayList<>()).add(count(row));
        });
        return counts;
    }

    private Map<Long, long[]> receipts(Long[] ids) {
        Map<Long, long[]> counts = new HashMap<>();
        jdbc.sql(COUNT_RECEIPTS).param("mailings", ids).query(row -> {
            counts.put(row.getLong("mailing_id"), new long[]{row.getLong("delivered"), row.getLong("bounced"),
                    row.getLong("complained")});
        });
        return counts;
    }

    private Map<Long, Double> paces(Long[] ids, Collection<Long> running) {
        Map<Long, Double> paces = new HashMap<>();
        Instant now = clock.instant();
        jdbc.sql(MEASURE_PACE)
                .param("mailings", ids)
                .param("lately", now.minus(LATELY).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    long id = row.getLong("mailing_id");
                    Instant start = row.getTimestamp("begun_at").toInstant();
                    paces.put(id, running.contains(id)
                            ? pace(row.getLong("lately"), later(start, now.minus(LATELY)), now)
                            : pace(row.getLong("number"), start, row.getTimestamp("last_at").toInstant()));
                });
        return paces;
    }

    private static List<Long> running(Collection<MailingRow> mailings) {
        return mailings.stream()
                .filter(mailing -> mailing.finishedAt() == null && mailing.retryAt() == null
                        && mailing.failure() == null)
                .map(MailingRow::id)
                .toList();
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(Channel.valueOf(row.getString("channel")), MessageState.valueOf(row.getString("state")),
                row.getString("reason"), row.getLong("number"));
    }

    // Over at least a second: two messages in a millisecond are not 2000 a second.
    private static double pace(long number, Instant from, Instant to) {
        long millis = Math.max(1_000, Duration.between(from, to).toMillis());
        return Math.round(number * 10_000.0 / millis) / 10.0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
