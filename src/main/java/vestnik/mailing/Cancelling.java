package vestnik.mailing;

/// What came of the wish to cancel a mailing.
public sealed interface Cancelling {

    /// Nothing more of it will be sent, nor of the other mailings of its campaign.
    record Cancelled(Mailing mailing) implements Cancelling {}

    /// It was cancelled before.
    record AlreadyCancelled(Mailing mailing) implements Cancelling {}

    /// Everything of it is settled.
    record AlreadyFinished(Mailing mailing) implements Cancelling {}

    /// There is no such mailing.
    record Unknown() implements Cancelling {}
}
