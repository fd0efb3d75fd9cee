package vestnik.clinic.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How files are taken in.
///
/// @param rejects folder for the files of what was rejected; null puts each next to the file that was imported
/// @param uploads folder in which files handed in over the API wait until they are imported
/// @param pageRows rows a transaction
@Validated
@ConfigurationProperties(prefix = "vestnik.intake", ignoreUnknownFields = false)
record IntakeSettings(@Nullable Path rejects, @DefaultValue("./rejects/uploads") Path uploads,
        @DefaultValue("5000") @Min(1) @Max(100_000) int pageRows) {}
