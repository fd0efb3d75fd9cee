package vestnik.privacy.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// @param answer what the person was told
record NewClosing(@NotBlank @Size(max = 2000) String answer) {}
