/// What the clinic's staff sees of a patient.
@NamedInterface("file")
@NullMarked
package vestnik.privacy.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
