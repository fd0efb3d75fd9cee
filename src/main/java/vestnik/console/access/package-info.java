/// Who may sign in, as what, and what they did.
@NamedInterface("access")
@NullMarked
package vestnik.console.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
