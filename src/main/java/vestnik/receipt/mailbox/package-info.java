/// Where mail that came back is fetched or handed in.
@NullMarked
package vestnik.receipt.mailbox;

import org.jspecify.annotations.NullMarked;
