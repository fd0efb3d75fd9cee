/// Where providers report what became of messages.
@NullMarked
package vestnik.receipt.web;

import org.jspecify.annotations.NullMarked;
