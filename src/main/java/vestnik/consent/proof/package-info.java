/// Proves that the consent ledger is as it was written, and that what holds is what it says.
@NullMarked
package vestnik.consent.proof;

import org.jspecify.annotations.NullMarked;
