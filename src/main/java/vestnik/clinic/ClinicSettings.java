package vestnik.clinic;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The clinic itself: batch-config/clinic.yaml.
///
/// @param name how patients know it
/// @param zone for patients and branches without a zone of their own
/// @param phoneRegion ISO 3166 country of numbers written without a country code
/// @param locale language of patients who have chosen none
@Validated
@ConfigurationProperties(prefix = "vestnik.clinic", ignoreUnknownFields = false)
public record ClinicSettings(
        @NotBlank String name,
        @DefaultValue("Europe/Moscow") ZoneId zone,
        @DefaultValue("RU") @Pattern(regexp = "[A-Z]{2}") String phoneRegion,
        @DefaultValue("ru") Locale locale) {}
