/// The clinic in a box: the whole service with a database, a mailbox, a stand-in for Twilio and an invented clinic.
@NullMarked
package vestnik.box;

import org.jspecify.annotations.NullMarked;
