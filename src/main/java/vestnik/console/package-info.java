/// Marketers' pages, security, audit.
@NullMarked
package vestnik.console;

import org.jspecify.annotations.NullMarked;
