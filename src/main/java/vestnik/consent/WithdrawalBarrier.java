package vestnik.consent;

/// Lets a withdrawal be answered only when it is sure that nothing more is sent against it. Whoever sends from this
/// database implements it; where nobody sends there is none.
public interface WithdrawalBarrier {

    /// Returns when every sender has asked the consent anew, on this node and the others. Called after the withdrawal's
    /// commit, outside a transaction.
    void await();
}
