/// Reads mail that comes back: delivery reports, complaints, and the plain words of servers that write neither.
@NullMarked
package vestnik.receipt.bounce;

import org.jspecify.annotations.NullMarked;
