/// The send path: ask consent again, render, hand over, record.
@ApplicationModule(allowedDependencies = {"clinic", "mailing", "consent", "template", "channel", "channel :: email",
        "channel :: sms", "alert", "run", "vocabulary"})
@NullMarked
package vestnik.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
