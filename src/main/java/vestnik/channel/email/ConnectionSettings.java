package vestnik.channel.email;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a connection to a mail relay is used: `vestnik.email.connection.*`.
///
/// @param pipelining whether MAIL, RCPT and DATA are sent at once to a relay that offers it (RFC 2920)
record ConnectionSettings(@DefaultValue("true") boolean pipelining) {}
