package vestnik.clinic.intake;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What could not be taken of each import.
@Repository
class Rejects {

    private static final String APPEND = """
            insert into import_reject (import_id, line, field, external_id, reason, row_kept)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String FIND = """
            select line, field, external_id as id, reason, row_kept
            from import_reject
            where import_id = :importId and line > :after
            order by line, field
            limit :limit
            """;
    private static final int BATCH = 1000;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    Rejects(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    void append(long importId, List<Reject> rejects) {
        template.batchUpdate(APPEND, rejects, BATCH, (insert, reject) -> {
            insert.setLong(1, importId);
            insert.setLong(2, reject.line());
            insert.setString(3, reject.field());
            insert.setString(4, reject.id());
            insert.setString(5, reject.reason());
            insert.setBoolean(6, reject.rowKept());
        });
    }

    /// In the order of lines, from the first after `after`.
    List<Reject> find(long importId, long after, int limit) {
        return jdbc.sql(FIND).param("importId", importId).param("after", after).param("limit", limit)
                .query(Reject::read).list();
    }

    /// All, in the order of lines; to be closed.
    Stream<Reject> stream(long importId) {
        return jdbc.sql(FIND).param("importId", importId).param("after", 0L).param("limit", null).withFetchSize(BATCH)
                .query(Reject::read).stream();
    }
}
