/// The box's telephone network: keeps what the stand-in for Twilio took.
@NullMarked
package vestnik.box.sms;

import org.jspecify.annotations.NullMarked;
