package vestnik.dispatch;

/// One limit as this node sees it: it takes from the database in small lots, and hands out from these.
interface Limit {

    /// Takes one, if there is one now.
    Permit take();

    /// Gives back the last one that was taken.
    void undo();

    /// Gives back to the other nodes what this one has not used.
    void giveBack();
}
