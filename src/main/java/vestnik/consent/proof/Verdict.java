package vestnik.consent.proof;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.CutOff;
import vestnik.consent.proof.Finding.Edited;
import vestnik.consent.proof.Finding.MissingBefore;
import vestnik.consent.proof.Finding.OtherState;
import vestnik.consent.proof.Finding.OutOfPlace;
import vestnik.consent.proof.Finding.Rewritten;
import vestnik.consent.proof.Finding.SealedAnew;

/// Says in a sentence what is wrong and whom it concerns, in the clinic's own ids.
@Component
class Verdict {

    private static final String FIND_PATIENT = """
            select coalesce(patient.external_id, 'unknown') from consent_ledger entry
            left join patient on patient.id = entry.patient_id
            where entry.id = :entry
            """;

    private final JdbcClient jdbc;

    Verdict(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String of(Broken flaw) {
        return switch (flaw) {
            case Edited(long entry, long before) -> named(entry) + " was edited or swapped" + orTheOneBefore(before);
            case MissingBefore(long entry, long before, long missing) -> "%s does not follow %s: %d missing".formatted(
                    named(entry), place(before), missing);
            case OutOfPlace(long entry, _, long extra) -> "%s was moved or put there: %d too many".formatted(
                    named(entry), extra);
            case CutOff(int chain, long entry, long missing) -> "Chain %d is cut off behind %s: %d missing".formatted(
                    chain, entry == 0 ? place(0) : named(entry), missing);
            case SealedAnew(long entry) -> named(entry) + " was edited and sealed anew";
            case OtherState(long entry, String patient, String purpose, String channel) ->
                "What holds for patient %s, %s by %s, is not what the ledger says; see entry %d".formatted(patient,
                        purpose, channel, entry);
            case Rewritten(_) ->
                "The ledger fits together, but it or its wordings are not those that were anchored: they were written anew";
        };
    }

    private String named(long entry) {
        return "Entry %d of patient %s".formatted(entry,
                jdbc.sql(FIND_PATIENT).param("entry", entry).query(String.class).optional().orElse("unknown"));
    }

    private static String place(long entry) {
        return entry == 0 ? "the beginning of its chain" : "entry " + entry;
    }

    private static String orTheOneBefore(long before) {
        return before == 0
                ? ""
                : ", or entry %d, the one before it in its chain, was and is sealed anew".formatted(before);
    }
}
