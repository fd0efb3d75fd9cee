/// What programs hand in: single records, and files.
@NullMarked
package vestnik.clinic.intake.web;

import org.jspecify.annotations.NullMarked;
