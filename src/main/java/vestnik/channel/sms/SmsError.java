package vestnik.channel.sms;

import vestnik.channel.Signal;

/// What one of Twilio's error codes is about, whether it refuses a request or comes later with a status.
public record SmsError(Signal signal, Remedy remedy) {

    static final SmsError UNKNOWN = new SmsError(Signal.NONE, Remedy.NONE);

    /// What can be done for the one message.
    ///
    /// - `NONE`: the error is final for it
    /// - `LATER`: the same may be sent again
    /// - `LOOK_UP`: it may have been sent: see first whether Twilio has it
    public enum Remedy {
        NONE, LATER, LOOK_UP
    }

    /// The meaning of a code; one that says nothing to us is final, and asks nothing of us.
    ///
    /// @param code Twilio's number of the error
    public static SmsError of(int code) {
        return switch (code) {
            case 21610 -> new SmsError(Signal.OPTED_OUT, Remedy.NONE);
            case 21211, 21614, 21635, 30005, 30006 -> new SmsError(Signal.ADDRESS_UNKNOWN, Remedy.NONE);
            case 30003 -> new SmsError(Signal.UNREACHED, Remedy.LATER);
            case 20429, 63017, 30001, 21611 -> new SmsError(Signal.TOO_FAST, Remedy.LATER);
            case 30004, 30007, 30450 -> new SmsError(Signal.FILTERED, Remedy.NONE);
            case 30018, 30042, 21606, 21612, 21408, 30034 -> new SmsError(Signal.SENDER_NOT_SET_UP, Remedy.LATER);
            // The account may not ask for ContentRetention or AddressRetention.
            case 30029, 30030 -> new SmsError(Signal.SENDER_NOT_SET_UP, Remedy.LATER);
            case 30036 -> new SmsError(Signal.TOO_LATE, Remedy.NONE);
            case 30008, 30017, 20500, 20503 -> new SmsError(Signal.NONE, Remedy.LOOK_UP);
            case 20003, 30002, 63038 -> new SmsError(Signal.LOCKED_OUT, Remedy.LATER);
            // No text, and more than 1600 characters.
            case 21602, 21617 -> new SmsError(Signal.MESSAGE_AT_FAULT, Remedy.NONE);
            default -> UNKNOWN;
        };
    }
}
