/// What people may demand of the clinic: that their data are blocked, erased, put right, or handed to them.
@ApplicationModule(allowedDependencies = {"audit", "clinic", "consent", "consent :: web", "vocabulary"})
@NullMarked
package vestnik.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
