package vestnik.consent;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vestnik.consent.Choices.Blocked;
import vestnik.consent.Choices.Held;
import vestnik.consent.Choices.Open;
import vestnik.vocabulary.Purpose;

/// What a person chooses on the preference page. Stopping works at once and always; what needs consent is granted for the
/// channel on which the reader got the link, and asked for on the other one.
@Service
public class ChosenConsents {

    private static final String COUNT_ACTS = "select count(*) from consent_ledger where patient_id = :patient";

    private static final String GRANT = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, wording,
              evidence)
            select patient.id, wanted.purpose, wanted.channel, 'GRANT', :at, 'PREFERENCE_PAGE', :representative, :actor,
              wanted.wording, :evidence::jsonb
            from unnest(:purposes::text[], :channels::text[], :wordings::text[]) as wanted (purpose, channel, wording)
            join patient on patient.id = :patient and patient.blocked_at is null and patient.erased_at is null
            where not exists (
              select from consent
              where consent.patient_id = patient.id and consent.purpose = wanted.purpose
                and consent.channel = wanted.channel and consent.state = 'GRANTED'
                and consent.representative_id is not distinct from :representative::bigint
                and consent.wording is not distinct from wanted.wording
            )
            """;

    private final Gate gate;
    private final LinkedConsents linked;
    private final Wordings wordings;
    private final Confirmations confirmations;
    private final Barrier barrier;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    ChosenConsents(Gate gate, LinkedConsents linked, Wordings wordings, Confirmations confirmations, Barrier barrier,
            JdbcClient jdbc,
            TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.gate = gate;
        this.linked = linked;
        this.wordings = wordings;
        this.confirmations = confirmations;
        this.barrier = barrier;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /// What holds for a ward now, as the gate sees it.
    public Choices choices(Ward ward) {
        int version = acts(ward);
        List<Gate.Answer> answers = gate.explain(ward.patientId(), clock.instant());
        return answers.stream().map(Gate.Answer::reason).flatMap(Optional::stream).anyMatch(ChosenConsents::closes)
                ? new Blocked()
                : new Open(version, answers.stream().filter(answer -> answer.purpose() != Purpose.NOTICE)
                        .collect(toMap(one -> new Subscription(one.purpose(), one.channel()), one -> held(one))));
    }

    /// Does what a visitor chose for a ward. May be repeated; a repetition adds nothing to the ledger.
    public Chosen choose(Visitor visitor, Ward ward, Selection selection, Map<String, String> evidence) {
        var speaking = visitor.speakingFor(ward);
        Chosen chosen = transaction.execute(status -> {
            linked.lock(speaking);
            boolean current = acts(ward) == selection.version();
            linked.stop(speaking, selection.stopped(), Source.PREFERENCE_PAGE, evidence);
            return grant(speaking, ward, selection, current, evidence);
        });
        Chosen reaching = selection.stopped().isEmpty()
                ? chosen
                : chosen.reaching(barrier.pass(Set.of(ward.patientId())));
        return reaching.toConfirm().isEmpty()
                ? reaching
                : reaching.asking(confirmations.ask(optIn(speaking, reaching.toConfirm(), selection, evidence)));
    }

    // The link came on one of two channels, so whatever is to be confirmed is on the other.
    private static OptIn optIn(Visitor visitor, Set<Subscription> wanted, Selection selection,
            Map<String, String> evidence) {
        var purposes = wanted.stream().map(Subscription::purpose).collect(toUnmodifiableSet());
        var shown = new HashMap<>(selection.wordings());
        shown.keySet().retainAll(purposes);
        var proof = new HashMap<>(evidence);
        proof.put("message", visitor.message());
        return new OptIn(visitor.link().patientId(), visitor.representativeId(), purposes,
                wanted.iterator().next().channel(), Source.PREFERENCE_PAGE, shown, proof);
    }

    private Chosen grant(Visitor visitor, Ward ward, Selection selection, boolean current,
            Map<String, String> evidence) {
        return switch (choices(ward)) {
            case Open(_, var held) -> grant(visitor, ward, selection, evidence,
                    which(selection.wanted(), one -> held.get(one) != Held.ON), current);
            case Blocked() -> new Chosen(Reach.COMPLETE, Set.of(), selection.wanted(), Set.of(),
                    Optional.empty());
        };
    }

    private Chosen grant(Visitor visitor, Ward ward, Selection selection, Map<String, String> evidence,
            Set<Subscription> wanted, boolean current) {
        Set<Subscription> agreed = which(wanted, one -> current && isInForce(one, selection));
        Set<Subscription> granted = which(agreed,
                one -> !one.purpose().needsConsent() || one.channel() == visitor.link().channel());
        append(visitor, List.copyOf(granted), selection, evidence);
        return new Chosen(Reach.COMPLETE, granted, which(wanted, one -> !agreed.contains(one)),
                which(agreed, one -> !granted.contains(one) && ward.reachable().contains(one.channel())),
                Optional.empty());
    }

    private void append(Visitor visitor, List<Subscription> granted, Selection selection,
            Map<String, String> evidence) {
        var proof = new HashMap<>(evidence);
        proof.put("message", visitor.message());
        jdbc.sql(GRANT)
                .param("patient", visitor.link().patientId())
                .param("representative", visitor.representativeId())
                .param("actor", visitor.actor())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("purposes", granted.stream().map(one -> one.purpose().name()).toArray(String[]::new))
                .param("channels", granted.stream().map(one -> one.channel().name()).toArray(String[]::new))
                .param("wordings",
                        granted.stream().map(one -> selection.wordings().get(one.purpose())).toArray(String[]::new))
                .param("evidence", json.writeValueAsString(proof))
                .update();
    }

    private boolean isInForce(Subscription wanted, Selection selection) {
        @Nullable
        String shown = selection.wordings().get(wanted.purpose());
        return !wanted.purpose().needsConsent() || wordings.inForce(wanted.purpose(), clock.instant())
                .filter(wording -> wording.version().equals(shown))
                .isPresent();
    }

    private int acts(Ward ward) {
        return jdbc.sql(COUNT_ACTS).param("patient", ward.patientId()).query(Integer.class).single();
    }

    private static Set<Subscription> which(Set<Subscription> all, Predicate<Subscription> condition) {
        return all.stream().filter(condition).collect(toUnmodifiableSet());
    }

    private static boolean closes(Withheld reason) {
        return switch (reason) {
            case ERASED, DECEASED, BLOCKED, NO_REPRESENTATIVE -> true;
            case OPTED_OUT, NO_CONSENT, UNCONFIRMED, WORDING_CHANGED, PAUSED, NO_ADDRESS, SUPPRESSED, OUTSIDE_HOURS,
                    OVER_CAP ->
                false;
        };
    }

    private static Held held(Gate.Answer answer) {
        return answer.reason().map(reason -> switch (reason) {
            case UNCONFIRMED -> Held.UNCONFIRMED;
            case WORDING_CHANGED -> Held.ASKED_ANEW;
            case OPTED_OUT, NO_CONSENT, ERASED, DECEASED, BLOCKED, NO_REPRESENTATIVE -> Held.OFF;
            case PAUSED, NO_ADDRESS, SUPPRESSED, OUTSIDE_HOURS, OVER_CAP -> Held.ON;
        }).orElse(Held.ON);
    }
}
