package vestnik.mailing;

/// Something is held by no person: people should be told.
public record HeldByItself(Held held, Why why) {}
