package vestnik.clinic.intake;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is kept of imports.
@Repository
class ImportRuns {

    private static final String BEGIN = """
            insert into import_run (file_name, file_hash, format, started_by, started_at, rows_total, ignored)
            values (:name, :hash, :format, :by, :now, :total, :ignored)
            returning id
            """;
    private static final String REFUSE = """
            insert into import_run (file_name, file_hash, format, started_by, started_at, finished_at, failure)
            values (:name, :hash, 'unreadable', :by, :now, :now, :failure)
            """;
    private static final String FIND_UNFINISHED = """
            select id from import_run
            where file_name = :name and file_hash = :hash and finished_at is null
            order by id desc
            limit 1
            """;
    private static final String FIND = """
            select import_run.*, case
              when failure is not null then 'REFUSED'
              when finished_at is not null then 'DONE'
              when execution.status = 'FAILED' then 'FAILED'
              else 'RUNNING' end as state
            from import_run
            left join batch.batch_job_execution execution on execution.job_execution_id = import_run.job_execution_id
            """;
    private static final String IS_FILE = "select file_hash = :hash from import_run where id = :id";
    private static final String NOTE_EXECUTION = "update import_run set job_execution_id = :execution where id = :id";
    private static final String ADD = """
            update import_run set rows_read = rows_read + :read, created = created + :created,
              updated = updated + :updated, unchanged = unchanged + :unchanged, rejected = rejected + :rejected,
              fields_dropped = fields_dropped + :dropped
            where id = :id
            """;
    private static final String FINISH = "update import_run set finished_at = :now where id = :id";

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long begin(String name, byte[] hash, String by, Inspection inspection) {
        return jdbc.sql(BEGIN).param("name", name).param("hash", hash).param("format", inspection.format().label())
                .param("by", by).param("now", now()).param("total", inspection.rows())
                .param("ignored", inspection.ignored()).query(Long.class).single();
    }

    void refuse(String name, byte[] hash, String by, String failure) {
        jdbc.sql(REFUSE).param("name", name).param("hash", hash).param("by", by).param("now", now())
                .param("failure", failure).update();
    }

    Optional<Long> findUnfinished(String name, byte[] hash) {
        return jdbc.sql(FIND_UNFINISHED).param("name", name).param("hash", hash).query(Long.class).optional();
    }

    Optional<ImportRun> find(long id) {
        return jdbc.sql(FIND + "where id = :id").param("id", id).query(ImportRun::read).optional();
    }

    List<ImportRun> findLatest(int limit) {
        return jdbc.sql(FIND + "order by id desc limit :limit").param("limit", limit)
                .query(ImportRun::read).list();
    }

    boolean isFile(long id, byte[] hash) {
        return jdbc.sql(IS_FILE).param("hash", hash).param("id", id).query(Boolean.class).single();
    }

    void noteExecution(long id, long execution) {
        jdbc.sql(NOTE_EXECUTION).param("execution", execution).param("id", id).update();
    }

    void add(long id, long read, Stored stored, long rejected, long dropped) {
        jdbc.sql(ADD).param("read", read).param("created", stored.created()).param("updated", stored.updated())
                .param("unchanged", stored.unchanged()).param("rejected", rejected).param("dropped", dropped)
                .param("id", id).update();
    }

    void finish(long id) {
        jdbc.sql(FINISH).param("now", now()).param("id", id).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
