package vestnik.dispatch;

import java.net.URI;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;
import vestnik.mailing.ReviewsSettings;

/// What a message tells, as texts in the reader's language; times in the zone of the branch.
@Component
class MessageFields {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final Map<String, DateTimeFormatter> DATE = Map.of(
            "ru", DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.of("ru")),
            "en", DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH));
    private static final Map<String, DateTimeFormatter> DAY = Map.of(
            "ru", DateTimeFormatter.ofPattern("dd.MM", Locale.of("ru")),
            "en", DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH));
    private static final Map<String, DateTimeFormatter> VISIT = Map.of(
            "ru", DateTimeFormatter.ofPattern("d MMMM", Locale.of("ru")),
            "en", DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH));

    private final ClinicSettings clinic;
    private final ReviewsSettings reviews;

    MessageFields(ClinicSettings clinic, ReviewsSettings reviews) {
        this.clinic = clinic;
        this.reviews = reviews;
    }

    Map<String, @Nullable String> of(Ready message, @Nullable URI unsubscribe) {
        var fields = new HashMap<String, @Nullable String>();
        fields.put("clinicName", clinic.name());
        fields.put("recipientName", message.recipientName());
        fields.put("wardName", message.wardName());
        fields.put("branchName", message.branchName());
        fields.put("branchAddress", message.branchAddress());
        fields.put("branchPhone", message.branchPhone());
        fields.put("specialistName", message.specialistName());
        fields.put("unsubscribeUrl", unsubscribe == null ? null : unsubscribe.toString());
        fields.put("reviewUrl", reviews.page().toString());
        addTimes(message, fields);
        return fields;
    }

    private void addTimes(Ready message, Map<String, @Nullable String> fields) {
        if (message.startsAt() == null) {
            return;
        }
        ZoneId zone = message.branchZone() == null ? clinic.zone() : ZoneId.of(message.branchZone());
        ZonedDateTime start = message.startsAt().atZone(zone);
        fields.put("appointmentDate", in(DATE, message.locale()).format(start));
        fields.put("appointmentDay", in(DAY, message.locale()).format(start));
        fields.put("appointmentTime", TIME.format(start));
        fields.put("visitDate", in(VISIT, message.locale()).format(start));
    }

    private static DateTimeFormatter in(Map<String, DateTimeFormatter> formats, Locale locale) {
        return Objects.requireNonNull(formats.get(locale.getLanguage().equals("en") ? "en" : "ru"));
    }
}
