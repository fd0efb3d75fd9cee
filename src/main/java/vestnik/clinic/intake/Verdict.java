package vestnik.clinic.intake;

/// What a check says of one cell.
sealed interface Verdict<T> {

    /// Usable, in its normal form.
    record Good<T>(T value) implements Verdict<T> {}

    /// Not usable; `why` repeats nothing of the cell.
    record Bad<T>(String why) implements Verdict<T> {}
}
