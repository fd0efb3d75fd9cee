package vestnik.privacy.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// @param dueOn by when the clinic must have checked; if absent, as the settings say
record NewBlock(@NotBlank @Size(max = 500) String reason, @Nullable LocalDate dueOn) {}
