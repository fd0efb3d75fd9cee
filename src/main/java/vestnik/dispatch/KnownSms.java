package vestnik.dispatch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SMS of which we know that the provider has them.
@Repository
class KnownSms {

    private static final String CONTAINS = """
            select exists (select from outcome where reference = :sid and left(reference, 2) in ('SM', 'MM'))
            """;

    private final JdbcClient jdbc;

    KnownSms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether this is the provider's id of an SMS that was taken.
    boolean contains(String sid) {
        return jdbc.sql(CONTAINS).param("sid", sid).query(Boolean.class).single();
    }
}
