/// Hand content to a provider and report its answer.
@ApplicationModule(allowedDependencies = {"template", "vocabulary"})
@NullMarked
package vestnik.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
