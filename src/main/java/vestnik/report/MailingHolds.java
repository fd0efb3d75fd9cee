package vestnik.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What keeps mailings from being sent.
@Repository
class MailingHolds {

    // A brake comes first: it says most.
    private static final String LIST = """
            select mailing_id, thing, key, reason, detail as words, counted, out_of, held_by as by, since, until
            from mailing_hold
            where mailing_id = any(:mailings)
            order by counted is null, since, id
            """;
    private static final RowMapper<MailingHold> ROW = new SimplePropertyRowMapper<>(MailingHold.class);

    private final JdbcClient jdbc;

    MailingHolds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By the mailing's id; a mailing that nothing holds is missing.
    Map<Long, List<MailingHold>> of(Collection<MailingRow> mailings) {
        Long[] open = mailings.stream().filter(row -> row.finishedAt() == null).map(MailingRow::id)
                .toArray(Long[]::new);
        Map<Long, List<MailingHold>> holds = new HashMap<>();
        if (open.length > 0) {
            jdbc.sql(LIST).param("mailings", open).query(row -> {
                holds.computeIfAbsent(row.getLong("mailing_id"), _ -> new ArrayList<>()).add(ROW.mapRow(row, 0));
            });
        }
        return holds;
    }
}
