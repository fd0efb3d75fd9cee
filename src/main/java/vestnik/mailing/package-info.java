/// The run itself: plan, messages, attempts, outcomes, close.
@ApplicationModule(allowedDependencies = {"clinic", "consent", "audience", "campaign", "audit", "vocabulary"})
@NullMarked
package vestnik.mailing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
