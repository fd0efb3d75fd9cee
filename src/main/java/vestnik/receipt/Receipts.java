package vestnik.receipt;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Channel;

/// What the world said of messages, appended once each; which saying counts is decided by whoever reads them.
@Repository
public class Receipts {

    private static final String APPEND = """
            insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at, code)
            select mailing_id, ordinal, :kind, :reference, occasion_on, :at, :code
            from message
            where mailing_id = :mailing and ordinal = :ordinal and channel = :channel and withheld is null
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Receipts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps a receipt, unless it is known already or there is no such message on the channel.
    public void append(Channel channel, Receipt receipt) {
        jdbc.sql(APPEND)
                .param("mailing", receipt.mailingId())
                .param("ordinal", receipt.ordinal())
                .param("channel", channel.name())
                .param("kind", receipt.kind().name())
                .param("reference", receipt.reference())
                .param("code", receipt.code())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
