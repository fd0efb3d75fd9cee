/// What the world says of a message later.
@ApplicationModule(allowedDependencies = {"alert", "clinic", "mailing", "consent", "channel", "channel :: email",
        "channel :: sms", "vocabulary"})
@NullMarked
package vestnik.receipt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
