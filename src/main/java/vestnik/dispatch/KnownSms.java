package vestnik.dispatch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SMS of which we know that the provider has them.
@Repository
class KnownSms {

    private static final String CONTAINS = """
            select exists (
              select from outcome
              join message using (mailing_id, ordinal, occasion_on)
              where outcome.reference = :sid and message.patient_id in (
                select id from patient where phone = :phone
                union all
                select representation.patient_id
                from representation
                join representative on representative.id = representation.representative_id
                where representative.phone = :phone))
            """;

    private final JdbcClient jdbc;

    KnownSms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether this is the provider's id of an SMS that was taken for that phone.
    boolean contains(String phone, String sid) {
        return jdbc.sql(CONTAINS).param("phone", phone).param("sid", sid).query(Boolean.class).single();
    }
}
