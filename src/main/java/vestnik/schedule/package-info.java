/// Quartz triggers and commands that launch the Batch jobs.
@ApplicationModule(allowedDependencies = {"clinic", "campaign", "mailing", "dispatch", "vocabulary"})
@NullMarked
package vestnik.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
