package vestnik.consent;

import java.util.Set;

/// Tells how far a stop reaches. Whoever sends from this database implements it; where nobody sends there is none.
public interface WithdrawalBarrier {

    /// Finds out which senders, on any node, could start a hand-over to one of these patients on an answer of the gate that is
    /// older than this call. Called after the commit of the stop, outside a transaction.
    Stop stop(Set<Long> patients);

    /// One or more stops that were committed.
    interface Stop {

        /// Waits until no sender can do so any more for these patients, who are among those of the stop, and no longer than
        /// two seconds from the stop on.
        Reach await(Set<Long> patients);
    }
}
