package vestnik.privacy;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Patients who are not erased.
@Repository
class KnownPatients {

    private static final String FIND = "select id from patient where external_id = :patient and erased_at is null";

    private static final String LOCK = """
            select id from patient where id = :patient and erased_at is null for no key update
            """;

    private final JdbcClient jdbc;

    KnownPatients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By the clinic's own id.
    Optional<Long> find(String patient) {
        return jdbc.sql(FIND).param("patient", patient).query(Long.class).optional();
    }

    /// Keeps others from acting for the patient until the transaction ends; false if the patient is not known any more.
    boolean lock(long patient) {
        return jdbc.sql(LOCK).param("patient", patient).query(Long.class).optional().isPresent();
    }
}
