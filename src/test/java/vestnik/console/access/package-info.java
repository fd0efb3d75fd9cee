/// Users, passwords and who may come in.
@NullMarked
package vestnik.console.access;

import org.jspecify.annotations.NullMarked;
