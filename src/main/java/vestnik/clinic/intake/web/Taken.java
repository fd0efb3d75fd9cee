package vestnik.clinic.intake.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import vestnik.clinic.intake.HandIn.Answer;
import vestnik.clinic.intake.HandIn.Change;

/// What became of a record that was handed in.
///
/// @param dropped fields that were left out, and why
record Taken(String externalId, Change result, Map<String, String> dropped) {

    static ResponseEntity<Taken> answer(String externalId, Answer answer, URI self) {
        return switch (answer) {
            case Answer.Refused(var faults) -> throw IntakeProblems.refused(faults);
            case Answer.Taken(var change, var faults) -> {
                Map<String, String> dropped = new LinkedHashMap<>();
                faults.forEach(fault -> dropped.put(JsonNames.of(fault.field()), fault.reason()));
                var taken = new Taken(externalId, change, dropped);
                yield change == Change.CREATED
                        ? ResponseEntity.created(self).body(taken)
                        : ResponseEntity.ok(taken);
            }
        };
    }
}
