package vestnik.consent;

/// What befell a message so that it bears on whether its address can go on being used.
///
/// - `ADDRESS_UNKNOWN`: there is no such mailbox or phone
/// - `DOMAIN_UNKNOWN`: there is no such domain, as name servers say today
/// - `MAILBOX_UNUSABLE`: full, or disabled by its owner or provider
/// - `UNREACHED`: the phone was off or out of reach
public enum Trouble {
    ADDRESS_UNKNOWN, DOMAIN_UNKNOWN, MAILBOX_UNUSABLE, UNREACHED
}
