package vestnik.consent.proof;

/// Where a chain of the ledger ends.
///
/// @param hash of its last entry in hexadecimal; empty if it has none
record ChainEnd(long entries, String hash) {

    static final ChainEnd OF_NOTHING = new ChainEnd(0, "");
}
