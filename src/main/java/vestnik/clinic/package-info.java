/// Patients, representatives, appointments and branches, as the clinic hands them in.
@ApplicationModule(allowedDependencies = {"run", "vocabulary"})
@NullMarked
package vestnik.clinic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
