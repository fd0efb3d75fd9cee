package vestnik.consent;

/// How a person's act reached Vestnik.
///
/// - `FORM`: the public form, where anybody may enter an address
/// - `CONFIRMATION`: the link or code that was sent to confirm a request
/// - `PROVIDER`: the SMS provider says that the phone has opted out (Twilio's 21610)
/// - `ERASURE`: the person was erased, or was handed in again after that
public enum Source {
    LINK, ONE_CLICK, PREFERENCE_PAGE, FORM, CONFIRMATION, SMS_REPLY, PROVIDER, COMPLAINT, IMPORT, API, PAPER, ERASURE
}
