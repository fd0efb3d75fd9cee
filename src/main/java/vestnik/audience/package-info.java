/// Criteria as data, compiled to SQL.
@ApplicationModule(allowedDependencies = {"clinic", "vocabulary"})
@NullMarked
package vestnik.audience;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
