/// The console's pages, and the security of every path.
@NullMarked
package vestnik.console.web;

import org.jspecify.annotations.NullMarked;
