/// The words that all modules share: why we write, on which channel.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vestnik.vocabulary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
