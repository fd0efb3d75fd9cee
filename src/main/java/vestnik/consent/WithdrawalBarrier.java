package vestnik.consent;

import java.util.Set;

/// Tells how far a stop reaches. Whoever sends from this database implements it; where nobody sends there is none.
public interface WithdrawalBarrier {

    /// Waits, two seconds at most, until no sender on any node can start a hand-over to one of these patients on an answer of
    /// the gate that is older than this call. Called after the commit of the stop, outside a transaction.
    Reach await(Set<Long> patients);
}
