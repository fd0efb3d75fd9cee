package vestnik.channel.sms;

/// What the provider says when it is asked for a message.
public sealed interface Finding {

    /// It has it.
    record Found(SentSms sms) implements Finding {}

    /// It has none.
    record NotFound() implements Finding {}

    /// It did not answer, or its answer does not tell; the reason holds no number and no text.
    record Unknown(String reason) implements Finding {}
}
