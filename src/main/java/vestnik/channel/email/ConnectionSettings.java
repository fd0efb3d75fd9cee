package vestnik.channel.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a connection to a mail relay is used: `vestnik.email.connection.*`.
///
/// @param pipelining whether MAIL, RCPT and DATA are sent at once to a relay that offers it (RFC 2920)
/// @param messages after so many a connection is replaced by a new one
/// @param idle a connection that was not used for so long is replaced before it is used again
record ConnectionSettings(
        @DefaultValue("true") boolean pipelining,
        @DefaultValue("1000") @Min(1) @Max(1_000_000) int messages,
        @DefaultValue("1m") Duration idle) {}
