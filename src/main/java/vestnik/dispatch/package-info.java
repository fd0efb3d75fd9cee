/// The send path: ask consent again, render, hand over, record.
@ApplicationModule(allowedDependencies = {"alert", "audit", "clinic", "mailing", "consent", "template", "channel",
        "channel :: email", "channel :: sms", "run", "vocabulary"})
@NullMarked
package vestnik.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
