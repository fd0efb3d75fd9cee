package vestnik.channel.email;

import java.util.Locale;

/// Why a mail server, ours or a foreign one, did not take or deliver a message. Three of them prove that no such address
/// exists; all others say something of us, the message, the moment, or of a person who may read mail again.
///
/// - `USER_UNKNOWN`, `HAS_MOVED`: there is no such mailbox (any more)
/// - `HOST_UNKNOWN`, `NOT_ACCEPT`: there is no such domain, or it takes no mail at all (RFC 7505, 7504)
/// - `MAILBOX_FULL`, `SUSPENDED`: the mailbox exists but takes nothing for now
/// - `FILTERED`: refused after the content was seen, or by a rule of the recipient's own, in whatever words
/// - `GREYLISTED`: come again in some minutes
/// - `SPEEDING`: too fast, too many connections or messages
/// - `BLOCKED`, `BAD_REPUTATION`, `REQUIRE_PTR`: about the address that we send from
/// - `AUTH_FAILURE`: SPF, DKIM or DMARC did not pass
/// - `SPAM_DETECTED`, `VIRUS_DETECTED`, `POLICY_VIOLATION`: what was sent is not wanted
/// - `CONTENT_ERROR`, `EXCEED_LIMIT`: the message is malformed or too big
/// - `SENDER_REJECTED`: about the envelope's or header's sender
/// - `NO_RELAYING`, `SECURITY_ERROR`: the server does not know us: it wants sign-in or TLS, or another way
/// - `EXPIRED`: given up after many tries
/// - `NETWORK_ERROR`, `SYSTEM_ERROR`, `MAILER_ERROR`: lines, servers and their programs
/// - `SYNTAX_ERROR`: a command that was not understood
/// - `REJECTED`, `TEMPORARY`: for good, for now, and nothing more is known
/// - `UNDEFINED`: nothing that could be understood
public enum RefusalReason {
    USER_UNKNOWN, HAS_MOVED, HOST_UNKNOWN, NOT_ACCEPT, MAILBOX_FULL, SUSPENDED, FILTERED, GREYLISTED, SPEEDING, BLOCKED,
    BAD_REPUTATION, REQUIRE_PTR, AUTH_FAILURE, SPAM_DETECTED, VIRUS_DETECTED, POLICY_VIOLATION, CONTENT_ERROR,
    EXCEED_LIMIT, SENDER_REJECTED, NO_RELAYING, SECURITY_ERROR, EXPIRED, NETWORK_ERROR, SYSTEM_ERROR, MAILER_ERROR,
    SYNTAX_ERROR, REJECTED, TEMPORARY, UNDEFINED;

    /// Whether it proves that no mail will ever reach the address.
    public boolean hard() {
        return this == USER_UNKNOWN || this == HAS_MOVED || unreachableDomain();
    }

    /// Whether it is about the address' domain: name servers err and recover, so one saying alone is no proof.
    public boolean unreachableDomain() {
        return this == HOST_UNKNOWN || this == NOT_ACCEPT;
    }

    /// Its name as operators read it: `userunknown`, `mailboxfull`.
    public String word() {
        return name().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
