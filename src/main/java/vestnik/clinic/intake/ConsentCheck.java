package vestnik.clinic.intake;

import static java.util.Objects.requireNonNull;
import static vestnik.clinic.intake.Column.*;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;
import vestnik.clinic.intake.ConsentRow.Act;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Checks an act of consent, as far as that needs no look at who the patient is.
@Component
final class ConsentCheck {

    private final Clock clock;
    private final ClinicSettings clinic;

    ConsentCheck(Clock clock, ClinicSettings clinic) {
        this.clock = clock;
        this.clinic = clinic;
    }

    Checked check(Entry entry) {
        var reading = new Reading(entry);
        var patientId = reading.needed(PATIENT_ID, reading.id(PATIENT_ID));
        var purpose = reading.needed(PURPOSE, reading.value(PURPOSE, ConsentCheck::purpose,
                "none of APPOINTMENT, PROMOTION, PARTNER, REVIEW"));
        var channel = word(reading, CHANNEL, Channel.class);
        var act = word(reading, ACT, Act.class);
        var at = reading.needed(AT, reading.value(AT, text -> Moments.timeOrDate(text, clinic.zone()),
                "not a date or time such as 2026-11-25T10:30"));
        if (at != null && at.isAfter(clock.instant().plus(Duration.ofDays(1)))) {
            reading.reject(AT, "in the future");
        }
        if (act == Act.REQUEST && purpose == Purpose.APPOINTMENT) {
            reading.reject(ACT, "appointments need no consent, so there is nothing to confirm");
        }
        var wording = reading.text(WORDING);
        var representativeId = reading.id(REPRESENTATIVE_ID);
        var document = reading.text(DOCUMENT);
        return Checked.of(reading, () -> new ConsentRow(reading.line(), requireNonNull(patientId),
                requireNonNull(purpose), requireNonNull(channel), requireNonNull(act), requireNonNull(at), wording,
                representativeId, document));
    }

    private static @Nullable Purpose purpose(String word) {
        var purpose = Words.of(Purpose.class).apply(word);
        return purpose == Purpose.NOTICE ? null : purpose;
    }

    private static <E extends Enum<E>> @Nullable E word(Reading reading, Column column, Class<E> type) {
        return reading.needed(column, reading.value(column, Words.of(type), Words.among(type)));
    }
}
