/// The page of the box: captured mails and SMS as their readers see them.
@NullMarked
package vestnik.box.web;

import org.jspecify.annotations.NullMarked;
