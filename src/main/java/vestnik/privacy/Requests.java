package vestnik.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vestnik.audit.AuditTrail;
import vestnik.consent.Barrier;
import vestnik.consent.Reach;

/// What people ask of the clinic about their data. Each request has a day by which it is answered.
@Service
public class Requests {

    /// Longer words are cut.
    public static final int WORDS_LENGTH = 2_000;

    private static final String FIND_OPEN = """
            select id, due_on from patient_request
            where patient_id = :patient and kind = :kind and closed_at is null
            order by id
            limit 1
            """;

    private static final String MAKE = """
            insert into patient_request (patient_id, representative_id, kind, words, made_at, due_on, evidence)
            values (:patient, :representative, :kind, :words, :at, :dueOn, :evidence::jsonb)
            returning id, due_on
            """;

    private static final String LIST = """
            select request.id, patient.external_id as patient, representative.external_id as representative, kind, words,
              made_at, due_on
            from patient_request request
            join patient on patient.id = request.patient_id
            left join representative on representative.id = request.representative_id
            where closed_at is null
            order by due_on, request.id
            """;

    private static final String CLOSE = """
            update patient_request set closed_at = :at, closed_by = :by, answer = :answer
            where id = :id and closed_at is null
            """;

    private static final String EXISTS = "select exists (select from patient_request where id = :id)";

    private static final RowMapper<OpenRequest> OPEN = new SimplePropertyRowMapper<>(OpenRequest.class);

    private final KnownPatients patients;
    private final Blocks blocks;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Barrier barrier;
    private final AuditTrail audit;
    private final DueDates dueDates;
    private final JsonMapper json;
    private final Clock clock;

    Requests(KnownPatients patients, Blocks blocks, JdbcClient jdbc, TransactionTemplate transaction, Barrier barrier,
            AuditTrail audit, DueDates dueDates, JsonMapper json, Clock clock) {
        this.patients = patients;
        this.blocks = blocks;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.barrier = barrier;
        this.audit = audit;
        this.dueDates = dueDates;
        this.json = json;
        this.clock = clock;
    }

    /// Takes a request for a patient, by the patient or by who acts for them. Asking again for what is still open changes
    /// nothing, except that a BLOCKING blocks again if it was lifted. Empty if the patient is not known any more.
    ///
    /// @param evidence message, ip, userAgent, confirmation
    public Optional<Made> make(long patient, @Nullable Long representative, RequestKind kind, @Nullable String words,
            Map<String, String> evidence) {
        Optional<Made> made = transaction.execute(status -> patients.lock(patient)
                ? Optional.of(note(patient, representative, kind, words, evidence))
                : Optional.empty());
        return kind == RequestKind.BLOCKING
                ? made.map(request -> reaching(request, barrier.pass(Set.of(patient))))
                : made;
    }

    /// All that is not answered yet, what is due first first.
    public List<OpenRequest> open() {
        return jdbc.sql(LIST).query(OPEN).list();
    }

    /// Answers a request. Closing a BLOCKING does not unblock, and closing an ERASURE does not erase.
    ///
    /// @param answer what the person was told
    public Closing close(long request, String answer, String by) {
        return transaction.execute(status -> {
            int closed = jdbc.sql(CLOSE)
                    .param("id", request)
                    .param("at", now())
                    .param("by", by)
                    .param("answer", answer)
                    .update();
            if (closed > 0) {
                audit.append(by, "close-request", "request:" + request, Map.of());
                return Closing.CLOSED;
            }
            boolean known = jdbc.sql(EXISTS).param("id", request).query(Boolean.class).single();
            return known ? Closing.ALREADY_CLOSED : Closing.UNKNOWN_REQUEST;
        });
    }

    private Made note(long patient, @Nullable Long representative, RequestKind kind, @Nullable String words,
            Map<String, String> evidence) {
        Made made = findOpen(patient, kind)
                .orElseGet(() -> insert(patient, representative, kind, words, evidence));
        if (kind == RequestKind.BLOCKING) {
            blocks.hold(patient, "request " + made.id(), made.dueOn(),
                    representative == null ? "patient" : "representative");
        }
        return made;
    }

    private Optional<Made> findOpen(long patient, RequestKind kind) {
        return jdbc.sql(FIND_OPEN)
                .param("patient", patient)
                .param("kind", kind.name())
                .query((row, _) -> new Made(row.getLong("id"), row.getObject("due_on", LocalDate.class),
                        Reach.COMPLETE))
                .optional();
    }

    private Made insert(long patient, @Nullable Long representative, RequestKind kind, @Nullable String words,
            Map<String, String> evidence) {
        return jdbc.sql(MAKE)
                .param("patient", patient)
                .param("representative", representative)
                .param("kind", kind.name())
                .param("words", clean(words))
                .param("at", now())
                .param("dueOn", dueDates.of(kind))
                .param("evidence", json.writeValueAsString(evidence))
                .query((row, _) -> new Made(row.getLong("id"), row.getObject("due_on", LocalDate.class),
                        Reach.COMPLETE))
                .single();
    }

    private static Made reaching(Made made, Reach reach) {
        return new Made(made.id(), made.dueOn(), reach);
    }

    private static @Nullable String clean(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        String stripped = words.strip();
        return stripped.substring(0, Math.min(stripped.length(), WORDS_LENGTH));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
