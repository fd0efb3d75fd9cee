/// What programs hand in.
@NullMarked
package vestnik.clinic.intake.web;

import org.jspecify.annotations.NullMarked;
