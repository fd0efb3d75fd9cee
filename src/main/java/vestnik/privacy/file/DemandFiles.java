package vestnik.privacy.file;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a patient demanded, and what came of it.
@Repository
public class DemandFiles {

    private static final String LIST_REQUESTS = """
            select request.id, kind, representative.external_id as representative, words, made_at, due_on, closed_at,
              closed_by, answer
            from patient_request request left join representative on representative.id = request.representative_id
            where patient_id = :patient
            order by closed_at is not null, due_on, request.id desc
            """;

    private static final String LIST_BLOCKS = """
            select since, reason, due_on, blocked_by, lifted_at, lifted_by from blocking
            where patient_id = :patient
            order by id desc
            """;

    private static final String LIST_STOPS = """
            select at, waited_ms from unconfirmed_stop where patient_id = :patient order by id desc
            """;

    private static final String FIND_ERASURE = """
            select id, at, reason, document, erased_by from erasure where patient_id = :patient
            """;

    private static final RowMapper<Asked> ASKED = new SimplePropertyRowMapper<>(Asked.class);
    private static final RowMapper<Block> BLOCK = new SimplePropertyRowMapper<>(Block.class);
    private static final RowMapper<Stop> STOP = new SimplePropertyRowMapper<>(Stop.class);
    private static final RowMapper<ErasureAct> ERASURE = new SimplePropertyRowMapper<>(ErasureAct.class);

    private final JdbcClient jdbc;

    DemandFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Requests, the open ones first.
    public List<Asked> requests(long patient) {
        return jdbc.sql(LIST_REQUESTS).param("patient", patient).query(ASKED).list();
    }

    /// Every time that the data were blocked, the latest first.
    public List<Block> blocks(long patient) {
        return jdbc.sql(LIST_BLOCKS).param("patient", patient).query(BLOCK).list();
    }

    /// Stops that could not be confirmed in time, the latest first.
    public List<Stop> unconfirmedStops(long patient) {
        return jdbc.sql(LIST_STOPS).param("patient", patient).query(STOP).list();
    }

    /// The act by which the patient was erased, if they were.
    public Optional<ErasureAct> erasure(long patient) {
        return jdbc.sql(FIND_ERASURE).param("patient", patient).query(ERASURE).optional();
    }
}
