package vestnik.consent.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Wording;

/// A text to be published over the API.
///
/// @param version stands in URLs and in the ledger
/// @param inForceAt from when it is shown; now if absent
/// @param asksAgain whether consents to earlier versions end then
record NewWording(Wording.@NotNull Kind kind,
        @NotNull @Pattern(regexp = "[\\p{Alnum}._-]{1,100}", message = "letters, digits, dots, hyphens and underscores") String version,
        @NotBlank @Size(max = 100_000) String bodyRu, @NotBlank @Size(max = 100_000) String bodyEn,
        @Nullable Instant inForceAt, @Nullable Boolean asksAgain) {

    Wording wording(String publishedBy, Clock clock) {
        return new Wording(kind, version, bodyRu.strip(), bodyEn.strip(),
                Objects.requireNonNullElseGet(inForceAt, clock::instant), Boolean.TRUE.equals(asksAgain), publishedBy);
    }
}
