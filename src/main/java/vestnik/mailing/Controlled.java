package vestnik.mailing;

/// What came of the wish to hold, let go or cancel.
public sealed interface Controlled {

    /// It is as wished; it may have been so before.
    record Done() implements Controlled {}

    /// They may do so with campaigns of their own only.
    record NotYours() implements Controlled {}

    /// Somebody with more power holds it.
    record HeldByAnother(Hold hold) implements Controlled {}

    /// Everything of it is settled, or it is cancelled.
    record Over() implements Controlled {}

    /// There is no such mailing, campaign or template.
    record Unknown() implements Controlled {}
}
