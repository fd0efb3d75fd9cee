package vestnik.consent.proof;

/// What a walk through the ledger found: that all is well, or the first thing that is not. Entry 0 stands before the first
/// of a chain.
sealed interface Finding {

    /// Every entry is as it was written, none is missing, and what holds is what they say.
    record Sound(long entries, Anchor anchor) implements Finding {}

    /// Something is wrong.
    sealed interface Broken extends Finding {

        /// Where; the lower, the earlier.
        long entry();
    }

    /// An entry does not match its seal, though its chain has as many entries as it should.
    ///
    /// @param before the entry before it in its chain, which may be the one that was edited and sealed anew
    record Edited(long entry, long before) implements Broken {}

    /// An entry does not follow the one before it, and its chain has so many entries too few.
    record MissingBefore(long entry, long before, long missing) implements Broken {}

    /// An entry does not follow the one before it, and its chain has so many entries too many: it was moved or put there.
    record OutOfPlace(long entry, long before, long extra) implements Broken {}

    /// So many entries are missing at the end of a chain.
    ///
    /// @param entry the last that is left
    record CutOff(int chain, long entry, long missing) implements Broken {}

    /// The last entry of a chain is not the one that was written.
    record SealedAnew(long entry) implements Broken {}

    /// What holds for a person is not what the ledger says.
    record OtherState(long entry, String patient, String purpose, String channel) implements Broken {}

    /// All fits together, but not with what was noted earlier: chains or wordings were written anew.
    record Rewritten(long entry) implements Broken {}
}
