package vestnik.console.web;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import vestnik.consent.Act;
import vestnik.consent.Subscription;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A paper that somebody signed, as it is typed in.
///
/// @param purpose null for all marketing, which can only be withdrawn at once
/// @param at when it was signed, in the clinic's zone; null for now
/// @param representative external id of who signed for the patient
record PaperConsent(@Nullable Purpose purpose, @Nullable List<Channel> channels, Act act,
        @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime at, String document,
        @Nullable String wording, @Nullable String representative) {

    List<Subscription> subscriptions() {
        return purposes().flatMap(one -> chosen().stream().map(channel -> new Subscription(one, channel))).toList();
    }

    List<Channel> chosen() {
        return channels == null ? List.of() : channels;
    }

    private Stream<Purpose> purposes() {
        return purpose == null ? Stream.of(Purpose.values()).filter(Purpose::needsConsent) : Stream.of(purpose);
    }
}
