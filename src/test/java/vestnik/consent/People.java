package vestnik.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.vocabulary.Channel;

/// Short words for what brings people into a [Situation].
record People(Clinic clinic, JdbcClient jdbc) {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    static final Instant YEAR_LATER = TestClock.START.plus(Duration.ofDays(365));

    long adult() {
        return clinic.patient();
    }

    long minor() {
        return clinic.child();
    }

    long born(String day) {
        return with(adult(), "birth_date = '" + day + "'");
    }

    long with(long patient, String assignments) {
        return clinic.with(patient, assignments);
    }

    long granted() {
        return who(adult(), "GRANT");
    }

    long granting(@Nullable String wording) {
        return act(adult(), "GRANT", null, wording);
    }

    long who(long patient, String... acts) {
        for (String act : acts) {
            act(patient, act, null, "1");
        }
        return patient;
    }

    long represented(long patient) {
        clinic.representative(patient, null, null);
        return patient;
    }

    long grantedByMother(long child, @Nullable LocalDate until) {
        return act(child, "GRANT", clinic.representative(child, null, until), "1");
    }

    long askedByMother(long child) {
        return act(child, "REQUEST", clinic.representative(child, null, null), "1");
    }

    long withdrawnByMother(long child) {
        return act(grantedByMother(child, null), "WITHDRAWAL", clinic.representative(child, null, null), null);
    }

    long pausing(long patient, String until) {
        clinic.pauses(patient, LocalDate.parse(until));
        return patient;
    }

    long resting(long patient, int days) {
        jdbc.sql(
                "insert into preference (patient_id, rest_days, changed_at, changed_by) values (?, ?, now(), 'patient')")
                .params(patient, days).update();
        return patient;
    }

    long sharing(long other) {
        return with(granted(), "(email, phone) = (select email, phone from patient where id = " + other + ")");
    }

    long suppressed(long patient) {
        clinic.suppresses(patient, Channel.EMAIL, null);
        clinic.suppresses(patient, Channel.SMS, null);
        return patient;
    }

    long writtenTo(long patient, int... daysAgo) {
        for (int days : daysAgo) {
            clinic.handedOver(patient, "PARTNER", "ACCEPTED", TestClock.START.minus(Duration.ofDays(days)));
        }
        return patient;
    }

    private long act(long patient, String act, @Nullable Long representative, @Nullable String wording) {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, wording)
                select :patient, purpose, channel, :act, now(), 'PAPER', :representative, 'reception', :wording
                from unnest(array['APPOINTMENT', 'PROMOTION', 'PARTNER', 'REVIEW']) purpose
                cross join unnest(array['EMAIL', 'SMS']) channel
                """).param("patient", patient).param("act", act).param("representative", representative)
                .param("wording", wording).update();
        return patient;
    }
}
