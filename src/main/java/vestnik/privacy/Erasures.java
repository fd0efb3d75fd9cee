package vestnik.privacy;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.audit.AuditTrail;
import vestnik.consent.Barrier;
import vestnik.consent.Reach;
import vestnik.privacy.Erasure.AlreadyErased;
import vestnik.privacy.Erasure.Erased;
import vestnik.privacy.Erasure.UnknownPatient;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Erases a person (152-FZ 21). Consents and the log of what was sent stay as the proof; one-way marks stay too, so that a
/// later import cannot revive marketing.
@Service
public class Erasures {

    private static final String WITHDRAW = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, evidence)
            select :patient, purpose, channel, 'WITHDRAWAL', :at, 'ERASURE', :by, jsonb_build_object('document', :document)
            from unnest(:purposes::text[]) purpose cross join unnest(:channels::text[]) channel
            """;

    private static final String NOTE = """
            insert into erasure (patient_id, at, reason, document, erased_by)
            values (:patient, :at, :reason, :document, :by)
            returning id
            """;

    private static final String FIND_BEFORE = """
            select at from marks_of(:id, null, null, null, null, null, null)
            join erasure_mark using (mark) join erasure on erasure.id = erasure_id
            """;

    private final KnownPatients patients;
    private final Traces traces;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Barrier barrier;
    private final AuditTrail audit;
    private final Clock clock;

    Erasures(KnownPatients patients, Traces traces, JdbcClient jdbc, TransactionTemplate transaction, Barrier barrier,
            AuditTrail audit, Clock clock) {
        this.patients = patients;
        this.traces = traces;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.barrier = barrier;
        this.audit = audit;
        this.clock = clock;
    }

    /// Erases a patient, by the clinic's own id. It cannot be undone.
    ///
    /// @param reason why, without anything personal
    /// @param document the act of destruction, as the clinic files it
    public Erasure erase(String patient, String reason, String document, String by) {
        Optional<Long> known = patients.find(patient);
        Optional<Long> act = known.flatMap(id -> transaction.execute(status -> patients.lock(id)
                ? Optional.of(erase(id, reason, document, by))
                : Optional.empty()));
        return act.<Erasure>map(id -> new Erased(id, pass(known.orElseThrow()))).orElseGet(() -> before(patient));
    }

    // The withdrawal comes first: an import that holds the ledger may wait for the row, but not yet for its key.
    private long erase(long patient, String reason, String document, String by) {
        jdbc.sql(WITHDRAW)
                .param("patient", patient)
                .param("at", now())
                .param("by", by)
                .param("document", document)
                .param("purposes", names(Stream.of(Purpose.values()).filter(Purpose::needsConsent)))
                .param("channels", names(Stream.of(Channel.values())))
                .update();
        long act = jdbc.sql(NOTE)
                .param("patient", patient)
                .param("at", now())
                .param("reason", reason)
                .param("document", document)
                .param("by", by)
                .query((row, _) -> row.getLong("id"))
                .single();
        traces.mark(patient, act);
        traces.remove(patient, now(), by);
        audit.append(by, "erase", "patient:" + patient, Map.of("erasure", Long.toString(act)));
        return act;
    }

    private Reach pass(long patient) {
        return barrier.pass(Set.of(patient));
    }

    private Erasure before(String patient) {
        return jdbc.sql(FIND_BEFORE)
                .param("id", patient)
                .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional()
                .<Erasure>map(AlreadyErased::new)
                .orElseGet(UnknownPatient::new);
    }

    private static String[] names(Stream<? extends Enum<?>> words) {
        return words.map(Enum::name).toArray(String[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
