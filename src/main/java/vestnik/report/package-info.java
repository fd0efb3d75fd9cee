/// Read-only SQL for the console and the API.
@ApplicationModule(allowedDependencies = {"vocabulary"})
@NullMarked
package vestnik.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
