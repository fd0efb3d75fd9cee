/// A clinic's files, handed in for real.
@NullMarked
package vestnik.clinic.intake;

import org.jspecify.annotations.NullMarked;
