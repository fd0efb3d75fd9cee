/// When the jobs run: Quartz triggers, commands and the API that launch them, and the upkeep of what they leave.
@ApplicationModule(allowedDependencies = {"clinic", "consent", "campaign", "mailing", "run", "vocabulary"})
@NullMarked
package vestnik.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
