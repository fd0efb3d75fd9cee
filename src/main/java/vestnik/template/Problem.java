package vestnik.template;

import java.nio.file.Path;

/// Something in a template that an operator must put right.
///
/// @param line from 1
record Problem(Path file, int line, String message) {

    @Override
    public String toString() {
        return "%s:%d: %s".formatted(file, line, message);
    }
}
