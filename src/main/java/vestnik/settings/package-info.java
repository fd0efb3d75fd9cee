/// Refuses a batch-config that holds a key nobody reads or a value nobody can use, and says where it stands.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vestnik.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
