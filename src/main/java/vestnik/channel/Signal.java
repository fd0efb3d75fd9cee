package vestnik.channel;

/// What a provider's answer asks of us beyond settling the one message it was given to.
///
/// - `NONE`: nothing more
/// - `HOST_IN_TROUBLE`: the host beyond is; it counts against the host, not against the address
/// - `GREYLISTED`: the same sender and recipient again in 5 to 15 minutes, then after 30 and more
/// - `TOO_FAST`: back off the whole domain, or slow the SMS sender
/// - `SENDER_UNPROVEN`: our DNS or authentication is wrong to that domain: pause the domain, alert, suppress nobody
/// - `TAKEN_FOR_SPAM`: or we stand on a list: pause this campaign for the domain, alert, suppress nobody
/// - `FILTERED`: the carrier filtered the text: no resend, pause the template, alert
/// - `ADDRESS_UNKNOWN`: it does not exist or cannot be written to: suppress it
/// - `DOMAIN_UNKNOWN`: suppress the address after a second confirmation
/// - `MAILBOX_UNUSABLE`: full or disabled: suppress for a while after the third over at least seven days
/// - `UNREACHED`: once more later; after three in a row the clinic should check the number
/// - `MESSAGE_AT_FAULT`: ours is: stop the campaign, suppress nobody
/// - `SENDER_NOT_SET_UP`: the sender or the region is not: stop the channel, alert
/// - `LOCKED_OUT`: the provider does not let us in: stop the channel, alert
/// - `OPTED_OUT`: the recipient has, at the provider: record it
/// - `TOO_LATE`: it became useless before the provider could send it: drop it
public enum Signal {
    NONE, HOST_IN_TROUBLE, GREYLISTED, TOO_FAST, SENDER_UNPROVEN, TAKEN_FOR_SPAM, FILTERED, ADDRESS_UNKNOWN,
    DOMAIN_UNKNOWN, MAILBOX_UNUSABLE, UNREACHED, MESSAGE_AT_FAULT, SENDER_NOT_SET_UP, LOCKED_OUT, OPTED_OUT, TOO_LATE
}
