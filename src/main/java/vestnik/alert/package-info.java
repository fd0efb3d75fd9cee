/// What a person should look at.
@ApplicationModule(allowedDependencies = {"audit"})
@NullMarked
package vestnik.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
