/// Writes to a clinic's patients: appointment reminders, promotions and review requests, as far as each person agreed.
@NullMarked
package vestnik;

import org.jspecify.annotations.NullMarked;
