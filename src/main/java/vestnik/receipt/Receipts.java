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
            insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at, code, reason, source)
            select mailing_id, ordinal, :kind, :reference, occasion_on, :at, :code, :reason, :source
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

    /// Keeps a receipt, unless it is known already or there is no such message on the channel; whether it was news.
    public boolean append(Channel channel, Receipt receipt) {
        return jdbc.sql(APPEND)
                .param("mailing", receipt.mailingId())
                .param("ordinal", receipt.ordinal())
                .param("channel", channel.name())
                .param("kind", receipt.kind().name())
                .param("reference", receipt.reference())
                .param("code", receipt.code())
                .param("reason", receipt.reason())
                .param("source", receipt.source().name())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update() > 0;
    }
}
