/// Load, lint, render and preview what is written to a patient; count SMS parts.
@ApplicationModule(allowedDependencies = {"vocabulary"})
@NullMarked
package vestnik.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
