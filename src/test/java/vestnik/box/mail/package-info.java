/// The box's mailbox: takes what the service hands over by SMTP and keeps it to be read.
@NullMarked
package vestnik.box.mail;

import org.jspecify.annotations.NullMarked;
