/// What the reports say of mailings that were written by hand.
@NullMarked
package vestnik.report;

import org.jspecify.annotations.NullMarked;
