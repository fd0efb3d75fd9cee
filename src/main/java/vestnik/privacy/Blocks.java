package vestnik.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.audit.AuditTrail;
import vestnik.consent.Barrier;
import vestnik.consent.Reach;
import vestnik.privacy.Blocking.Blocked;
import vestnik.privacy.Blocking.DueInThePast;
import vestnik.privacy.Blocking.UnknownPatient;

/// Blocks a patient's data while a request is checked (policy 6.2.4): every purpose stops at once, and the data are
/// hidden. Nothing is unblocked by itself.
@Service
public class Blocks {

    private static final String BLOCK = """
            update patient set blocked_at = coalesce(blocked_at, :at), blocked_reason = :reason,
              blocked_until = coalesce(:dueOn::date, blocked_until, :usual), blocked_by = coalesce(blocked_by, :by)
            where id = :patient
            returning blocked_at, blocked_reason, blocked_until
            """;

    private static final String NOTE = """
            with open as (
              update blocking set reason = patient.blocked_reason, due_on = patient.blocked_until
              from patient
              where patient.id = :patient and patient_id = :patient and lifted_at is null
              returning blocking.id
            )
            insert into blocking (patient_id, since, reason, due_on, blocked_by)
            select id, blocked_at, blocked_reason, blocked_until, blocked_by from patient
            where id = :patient and not exists (select from open)
            """;

    private static final String UNBLOCK = """
            update patient set blocked_at = null, blocked_reason = null, blocked_until = null, blocked_by = null
            where id = :patient and blocked_at is not null
            """;

    private static final String LIFT = """
            update blocking set lifted_at = :at, lifted_by = :by where patient_id = :patient and lifted_at is null
            """;

    // Whoever was blocked before days and reasons were kept has neither.
    private static final String FIND = """
            select blocked_at, coalesce(blocked_reason, '') as blocked_reason,
              coalesce(blocked_until, blocked_at::date) as blocked_until
            from patient
            where id = :patient and blocked_at is not null
            """;

    private final KnownPatients patients;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Barrier barrier;
    private final AuditTrail audit;
    private final DueDates dueDates;
    private final Clock clock;

    Blocks(KnownPatients patients, JdbcClient jdbc, TransactionTemplate transaction, Barrier barrier, AuditTrail audit,
            DueDates dueDates, Clock clock) {
        this.patients = patients;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.barrier = barrier;
        this.audit = audit;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    /// Blocks a patient, by the clinic's own id. Blocking again changes reason and day, and waits for the senders again.
    ///
    /// @param dueOn by when the clinic must have checked; null for what the settings say
    public Blocking block(String patient, String reason, @Nullable LocalDate dueOn, String by) {
        if (dueOn != null && dueOn.isBefore(dueDates.today())) {
            return new DueInThePast();
        }
        return patients.find(patient).<Blocking>map(id -> block(id, reason, dueOn, by)).orElseGet(UnknownPatient::new);
    }

    /// Lets the clinic write to a patient again.
    public Unblocking unblock(String patient, String by) {
        return patients.find(patient).map(id -> unblock(id, by)).orElse(Unblocking.UNKNOWN_PATIENT);
    }

    /// The block that holds now.
    public Optional<Blocked> find(String patient) {
        return patients.find(patient)
                .flatMap(id -> jdbc.sql(FIND).param("patient", id).query(Blocks::read).optional());
    }

    private Blocking block(long patient, String reason, @Nullable LocalDate dueOn, String by) {
        Optional<Blocked> blocked = transaction.execute(status -> patients.lock(patient)
                ? Optional.of(hold(patient, reason, dueOn, by))
                : Optional.empty());
        return blocked.<Blocking>map(block -> reaching(block, barrier.pass(Set.of(patient))))
                .orElseGet(UnknownPatient::new);
    }

    /// In a transaction that has locked the patient, and passes the barrier after it.
    Blocked hold(long patient, String reason, @Nullable LocalDate dueOn, String by) {
        var blocked = jdbc.sql(BLOCK)
                .param("patient", patient)
                .param("at", now())
                .param("reason", reason)
                .param("dueOn", dueOn)
                .param("usual", dueDates.of(RequestKind.BLOCKING))
                .param("by", by)
                .query(Blocks::read)
                .single();
        jdbc.sql(NOTE).param("patient", patient).update();
        audit.append(by, "block", "patient:" + patient, Map.of("dueOn", blocked.dueOn().toString()));
        return blocked;
    }

    private Unblocking unblock(long patient, String by) {
        return transaction.execute(status -> {
            if (!patients.lock(patient)) {
                return Unblocking.UNKNOWN_PATIENT;
            }
            if (jdbc.sql(UNBLOCK).param("patient", patient).update() == 0) {
                return Unblocking.NOT_BLOCKED;
            }
            jdbc.sql(LIFT).param("patient", patient).param("at", now()).param("by", by).update();
            audit.append(by, "unblock", "patient:" + patient, Map.of());
            return Unblocking.UNBLOCKED;
        });
    }

    private static Blocked reaching(Blocked blocked, Reach reach) {
        return new Blocked(blocked.since(), blocked.reason(), blocked.dueOn(), reach);
    }

    private static Blocked read(ResultSet row, int number) throws SQLException {
        return new Blocked(row.getObject("blocked_at", OffsetDateTime.class).toInstant(),
                row.getString("blocked_reason"), row.getObject("blocked_until", LocalDate.class), Reach.COMPLETE);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
