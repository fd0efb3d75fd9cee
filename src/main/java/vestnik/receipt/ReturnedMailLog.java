package vestnik.receipt;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.receipt.ReturnedMails.Taken;

/// Which mails that came back were dealt with.
@Repository
class ReturnedMailLog {

    private static final String APPEND = """
            insert into returned_mail (fingerprint, taken_at, result, mailing_id, ordinal)
            values (:fingerprint, :now, :result, :mailing, :ordinal)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReturnedMailLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Whether it was not there yet; another who writes the same at the same moment waits for the end of that transaction.
    boolean append(String fingerprint, Taken result, Optional<MessageName> message) {
        return jdbc.sql(APPEND).param("fingerprint", fingerprint)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("result", result.name())
                .param("mailing", message.map(MessageName::mailing).orElse(null))
                .param("ordinal", message.map(MessageName::ordinal).orElse(null))
                .update() == 1;
    }
}
