package vestnik.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Names for those who may see them; apart from the other reports so that nothing personal is read without need.
@Repository
public class PatientNames {

    /// Stands in place of the name of a patient whose data are blocked (policy 6.2.4).
    public static final String BLOCKED = "";

    private static final String FIND = """
            select external_id, blocked_at is not null as blocked,
              concat_ws(' ', family_name, given_name, patronymic) as name
            from patient
            where external_id = any(:patients)
            """;

    private final JdbcClient jdbc;

    PatientNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By the clinic's own id; [#BLOCKED] where the data are blocked.
    public Map<String, String> of(Collection<String> patients) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql(FIND).param("patients", patients.toArray(String[]::new)).query(row -> {
            names.put(row.getString("external_id"), row.getBoolean("blocked") ? BLOCKED : row.getString("name"));
        });
        return names;
    }
}
