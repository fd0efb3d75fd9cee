package vestnik.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a person should look at, or has looked at.
///
/// @param subject what it is about: a domain, channel, template, campaign or mailing; never a person
/// @param detail what was said last
/// @param times how often it happened before anybody looked
public record Alert(long id, AlertKind kind, String subject, String detail, int times, Instant firstAt, Instant lastAt,
        @Nullable Instant acknowledgedAt, @Nullable String acknowledgedBy) {}
