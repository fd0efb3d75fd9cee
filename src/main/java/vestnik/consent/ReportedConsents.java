package vestnik.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.consent.Recording.OptedOut;
import vestnik.consent.Recording.Recorded;
import vestnik.consent.Recording.Refused;
import vestnik.consent.Recording.ToBeConfirmed;
import vestnik.consent.Recording.UnknownPatient;
import vestnik.vocabulary.Purpose;

/// Records what others report that a person did. An opt-out gives way only to a newer act of the person: with the
/// document that proves it, or confirmed by whoever reads the address.
@Service
public class ReportedConsents {

    private static final String FIND = "select id from patient where external_id = :patient and erased_at is null";

    private static final String LOCK = "select id from patient where id = :patient for no key update";

    private static final String FIND_OPT_OUT = """
            select since from consent
            where patient_id = :patient and purpose = :purpose and channel = :channel and state = 'WITHDRAWN'
            """;

    private static final String FIND_REPRESENTATIVE = """
            select representative.id from representative
            join representation on representation.representative_id = representative.id
            where representative.external_id = :representative and representation.patient_id = :patient
            """;

    private final JdbcClient jdbc;
    private final ConsentLedger ledger;
    private final TransactionTemplate transaction;
    private final Barrier barrier;
    private final Wordings wordings;
    private final Confirmations confirmations;
    private final Clock clock;

    ReportedConsents(JdbcClient jdbc, ConsentLedger ledger, TransactionTemplate transaction,
            Barrier barrier, Wordings wordings, Confirmations confirmations, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = transaction;
        this.barrier = barrier;
        this.wordings = wordings;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    /// Records what a patient did, as `by` reports it.
    public Recording record(String patient, NewAct act, String by) {
        return flaw(act).<Recording>map(refused -> refused)
                .or(() -> find(patient).map(id -> record(id, act, by)))
                .orElseGet(UnknownPatient::new);
    }

    private Recording record(long patient, NewAct act, String by) {
        Optional<Long> representative = representative(patient, act.representative());
        if (act.representative() != null && representative.isEmpty()) {
            return new Refused("representative", "NOT_A_REPRESENTATIVE", "Nobody with this id acts for the patient.");
        }
        return switch (act.act()) {
            case REQUEST -> ask(patient, representative.orElse(null), act, by);
            case GRANT -> append(patient, representative.orElse(null), act, by);
            case WITHDRAWAL -> {
                append(patient, representative.orElse(null), act, by);
                yield new Recorded(barrier.pass(Set.of(patient)));
            }
        };
    }

    private Recording ask(long patient, @Nullable Long representative, NewAct act, String by) {
        var purpose = act.subscription().purpose();
        var proof = new HashMap<>(evidence(act));
        proof.put("user", by);
        proof.put("at", act.at().toString());
        return new ToBeConfirmed(confirmations.ask(new OptIn(patient, representative, Set.of(purpose),
                act.subscription().channel(), act.source(),
                act.wording() == null ? Map.of() : Map.of(purpose, act.wording()), proof)));
    }

    private Recording append(long patient, @Nullable Long representative, NewAct act, String by) {
        return transaction.execute(status -> {
            lock(patient);
            Optional<Instant> optOut = act.act() == Act.GRANT ? optOut(patient, act.subscription()) : Optional.empty();
            if (optOut.isPresent() && (act.document() == null || !act.at().isAfter(optOut.get()))) {
                return new OptedOut(optOut.get());
            }
            ledger.append(new LedgerEntry(patient, act.subscription().purpose(), act.subscription().channel(),
                    act.act(), act.at(), act.source(), representative, by, act.wording(), evidence(act)));
            return new Recorded(Reach.COMPLETE);
        });
    }

    private Optional<Refused> flaw(NewAct act) {
        if (act.subscription().purpose() == Purpose.NOTICE) {
            return Optional
                    .of(new Refused("purpose", "NO_CONSENT_ASKED", "Notices are sent to everybody they concern."));
        }
        if (act.act() == Act.REQUEST && !act.subscription().purpose().needsConsent()) {
            return Optional.of(new Refused("act", "NOTHING_TO_CONFIRM", "Appointments need no consent."));
        }
        if (act.source() != Source.API && act.source() != Source.PAPER) {
            return Optional.of(new Refused("source", "SOURCE_NOT_REPORTED", "The source is API or PAPER."));
        }
        if (act.source() == Source.PAPER && act.document() == null) {
            return Optional.of(new Refused("document", "DOCUMENT_MISSING", "An act on paper needs its document."));
        }
        if (act.at().isAfter(clock.instant())) {
            return Optional.of(new Refused("at", "IN_THE_FUTURE", "Nobody has acted in the future."));
        }
        return act.wording() == null || act.act() == Act.WITHDRAWAL ? Optional.empty() : unknownWording(act);
    }

    private Optional<Refused> unknownWording(NewAct act) {
        var shown = wordings.shown(act.subscription().purpose());
        return shown.contains(act.wording())
                ? Optional.empty()
                : Optional.of(new Refused("wording", "UNKNOWN_WORDING", shown.isEmpty()
                        ? "Nobody is asked with a wording for this purpose."
                        : "The versions that people were shown so far: " + String.join(", ", shown)));
    }

    private Optional<Long> find(String patient) {
        return jdbc.sql(FIND).param("patient", patient).query(Long.class).optional();
    }

    private void lock(long patient) {
        jdbc.sql(LOCK).param("patient", patient).query(Long.class).single();
    }

    private Optional<Long> representative(long patient, @Nullable String externalId) {
        return jdbc.sql(FIND_REPRESENTATIVE)
                .param("patient", patient)
                .param("representative", externalId)
                .query(Long.class)
                .optional();
    }

    private Optional<Instant> optOut(long patient, Subscription subscription) {
        return jdbc.sql(FIND_OPT_OUT)
                .param("patient", patient)
                .param("purpose", subscription.purpose().name())
                .param("channel", subscription.channel().name())
                .query((row, number) -> row.getObject("since", OffsetDateTime.class).toInstant())
                .optional();
    }

    private static Map<String, String> evidence(NewAct act) {
        return act.document() == null ? Map.of() : Map.of("document", act.document());
    }
}
