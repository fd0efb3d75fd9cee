/// Runs Batch jobs, knows which process works on which, and goes on with those whose process died.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vestnik.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
