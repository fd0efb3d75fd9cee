/// SMS through Twilio: exactly one request per attempt.
@NamedInterface("sms")
@NullMarked
package vestnik.channel.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
