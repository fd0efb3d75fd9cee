package vestnik.template;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vestnik.vocabulary.Purpose;

/// What a message may say of a person and a visit.
enum Field {

    CLINIC_NAME("clinicName"), RECIPIENT_NAME("recipientName"), WARD_NAME("wardName"),
    APPOINTMENT_DATE("appointmentDate"), APPOINTMENT_DAY("appointmentDay"), APPOINTMENT_TIME("appointmentTime"),
    BRANCH_NAME("branchName"), BRANCH_ADDRESS("branchAddress"), BRANCH_PHONE("branchPhone"),
    SPECIALIST_NAME("specialistName"), VISIT_DATE("visitDate"), REVIEW_URL("reviewUrl"),
    UNSUBSCRIBE_URL("unsubscribeUrl"), CONFIRM_URL("confirmUrl"), CONFIRM_CODE("confirmCode");

    private final String key;

    Field(String key) {
        this.key = key;
    }

    static Optional<Field> named(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    /// What a message for this purpose may use (privacy policy, 6.2.1).
    static Set<Field> allowedFor(Purpose purpose) {
        return switch (purpose) {
            case APPOINTMENT -> EnumSet.complementOf(EnumSet.of(VISIT_DATE, REVIEW_URL, CONFIRM_URL, CONFIRM_CODE));
            case PROMOTION, PARTNER -> EnumSet.of(CLINIC_NAME, RECIPIENT_NAME, BRANCH_NAME, BRANCH_ADDRESS,
                    BRANCH_PHONE, UNSUBSCRIBE_URL);
            case REVIEW -> EnumSet.of(CLINIC_NAME, RECIPIENT_NAME, WARD_NAME, VISIT_DATE, BRANCH_NAME,
                    SPECIALIST_NAME, REVIEW_URL, UNSUBSCRIBE_URL);
            case NOTICE -> EnumSet.of(CLINIC_NAME, RECIPIENT_NAME, WARD_NAME, CONFIRM_URL, CONFIRM_CODE);
        };
    }

    /// Its name in templates.
    String key() {
        return key;
    }

    /// Whether it may stand where others may see it: in a subject, a preheader or an SMS.
    boolean isExposable() {
        return switch (this) {
            case CLINIC_NAME, APPOINTMENT_DATE, APPOINTMENT_DAY, APPOINTMENT_TIME, BRANCH_ADDRESS, BRANCH_PHONE,
                    REVIEW_URL, UNSUBSCRIBE_URL, CONFIRM_URL, CONFIRM_CODE ->
                true;
            case RECIPIENT_NAME, WARD_NAME, BRANCH_NAME, SPECIALIST_NAME, VISIT_DATE -> false;
        };
    }

    /// Whether the sender always has it, so that a template need not guard it with `??`.
    boolean isGivenFor(Purpose purpose) {
        return switch (this) {
            case CLINIC_NAME, APPOINTMENT_DATE, APPOINTMENT_DAY, APPOINTMENT_TIME, VISIT_DATE -> true;
            case UNSUBSCRIBE_URL -> purpose.needsConsent();
            case RECIPIENT_NAME, WARD_NAME, BRANCH_NAME, BRANCH_ADDRESS, BRANCH_PHONE, SPECIALIST_NAME, REVIEW_URL,
                    CONFIRM_URL, CONFIRM_CODE ->
                false;
        };
    }
}
