/// A marketer's promotion from draft to launch.
@ApplicationModule(allowedDependencies = {"audience", "clinic", "template", "vocabulary"})
@NullMarked
package vestnik.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
