package vestnik.consent;

/// How a person's act reached Vestnik.
public enum Source {
    LINK, ONE_CLICK, PREFERENCE_PAGE, SMS_REPLY, COMPLAINT, IMPORT, API, PAPER
}
