/// The run itself: plan, messages, attempts, outcomes, close.
@ApplicationModule(allowedDependencies = {"clinic", "consent", "audience", "campaign", "vocabulary"})
@NullMarked
package vestnik.mailing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
