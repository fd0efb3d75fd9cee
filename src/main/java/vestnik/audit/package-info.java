/// Who did what, kept for as long as the service runs; never anything personal about patients.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vestnik.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
