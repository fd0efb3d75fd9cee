package vestnik.clinic;

/// All rows of an import are stored, and whatever must follow from them before it counts as done follows now. May be
/// published again for the same import, if that was killed meanwhile.
public record ImportEnding(long importId) {

    /// The actor of what an import did, as the consent ledger names it.
    public String actor() {
        return "import " + importId;
    }
}
