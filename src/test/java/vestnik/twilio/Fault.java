package vestnik.twilio;

/// What may go wrong between Twilio and us.
public sealed interface Fault {

    /// An error answer.
    record Answer(int status, int code, String message) implements Fault {}

    /// 429 with `Retry-After`.
    record TooManyRequests(int retryAfterSeconds) implements Fault {}

    /// An error page that is no JSON, as from a proxy on the way.
    record Page(int status) implements Fault {}

    /// No answer, the connection stays open.
    record Hang() implements Fault {}

    /// The connection closes without an answer, before or after the message was taken.
    record Drop(boolean taken) implements Fault {}
}
