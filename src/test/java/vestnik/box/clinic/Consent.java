package vestnik.box.clinic;

import java.time.LocalDate;
import java.util.List;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A row of the clinic's file of consents.
record Consent(String patientId, Purpose purpose, Channel channel, Act act, LocalDate at, String representativeId) {

    enum Act {
        GRANT, WITHDRAWAL
    }

    List<String> row() {
        return List.of(patientId, purpose.name(), channel.name(), act.name(), at.toString(),
                act == Act.GRANT ? "2026-01" : "", representativeId, "анкета " + patientId);
    }
}
