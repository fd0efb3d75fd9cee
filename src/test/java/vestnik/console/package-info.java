/// The console as people see it, and the doors of every path.
@NullMarked
package vestnik.console;

import org.jspecify.annotations.NullMarked;
