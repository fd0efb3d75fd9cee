package vestnik.privacy.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// @param reason why, without anything personal
/// @param document the act of destruction, as the clinic files it
record NewErasure(@NotBlank @Size(max = 500) String reason, @NotBlank @Size(max = 500) String document) {}
