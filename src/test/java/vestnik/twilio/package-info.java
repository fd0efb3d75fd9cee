/// A stand-in for Twilio's Messages API, for tests and the clinic in a box: keeps what it is given and answers as Twilio does.
@NullMarked
package vestnik.twilio;

import org.jspecify.annotations.NullMarked;
