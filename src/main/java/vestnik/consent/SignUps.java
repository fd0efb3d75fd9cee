package vestnik.consent;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vestnik.clinic.ClinicSettings;

/// Turns what was entered on the public form into a letter to whom it names: an adult patient whose address and birth date
/// are both known. Whoever is not found, or not told from another, gets none, and the visitor cannot tell.
@Service
public class SignUps {

    // Two are enough to know that it is not one.
    private static final String FIND = """
            select id from patient
            where %s
              and birth_date = :birthDate
              and birth_date <= (cast(:now as timestamptz) at time zone coalesce(zone, :clinicZone))::date
                - interval '18 years'
              and not deceased and not incapable and blocked_at is null and erased_at is null
            limit 2
            """;

    private static final String BY_EMAIL = FIND.formatted("lower(email) = lower(:contact)");
    private static final String BY_PHONE = FIND.formatted("phone = :contact and phone_takes_sms");

    private final Confirmations confirmations;
    private final JdbcClient jdbc;
    private final ClinicSettings clinic;
    private final Clock clock;

    SignUps(Confirmations confirmations, JdbcClient jdbc, ClinicSettings clinic, Clock clock) {
        this.confirmations = confirmations;
        this.jdbc = jdbc;
        this.clinic = clinic;
        this.clock = clock;
    }

    /// The confirmation that was asked for, if the one who is meant is known.
    public Optional<Long> take(SignUp signUp, Map<String, String> evidence) {
        List<Long> patients = find(signUp);
        return patients.size() == 1
                ? confirmations.ask(wish(patients.getFirst(), signUp, evidence)).awaited()
                : Optional.empty();
    }

    private List<Long> find(SignUp signUp) {
        return jdbc.sql(sql(signUp))
                .param("contact", signUp.contact())
                .param("birthDate", signUp.birthDate())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("clinicZone", clinic.zone().getId())
                .query((row, _) -> row.getLong("id"))
                .list();
    }

    private static String sql(SignUp signUp) {
        return switch (signUp.channel()) {
            case EMAIL -> BY_EMAIL;
            case SMS -> BY_PHONE;
        };
    }

    private static OptIn wish(long patient, SignUp signUp, Map<String, String> evidence) {
        return new OptIn(patient, null, signUp.purposes(), signUp.channel(), Source.FORM, signUp.wordings(), evidence);
    }
}
