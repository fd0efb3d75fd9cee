/// Tampers with the ledger in every way.
@NullMarked
package vestnik.consent.proof;

import org.jspecify.annotations.NullMarked;
