package vestnik.receipt;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the provider was asked, and of which messages no last word came.
@Repository
class StatusQuestions {

    private static final String FIND_SILENT = """
            select message.mailing_id, message.ordinal, outcome.reference as sid, asked.number as asked
            from mailing
            join message on message.mailing_id = mailing.id and message.channel = 'SMS' and message.withheld is null
            join outcome on (outcome.mailing_id, outcome.ordinal, outcome.occasion_on)
              = (message.mailing_id, message.ordinal, message.occasion_on)
              and outcome.result = 'ACCEPTED' and outcome.reference ~ '^[A-Z]{2}[0-9a-fA-F]{32}$'
              and outcome.at > :oldest and outcome.at <= :latest
            cross join lateral (
              select count(*)::integer as number, max(at) as at from status_question
              where status_question.mailing_id = message.mailing_id and status_question.ordinal = message.ordinal
            ) asked
            where mailing.started_at > cast(:oldest as timestamptz) - interval '31 days'
              and (asked.at is null or asked.at <= cast(:now as timestamptz) - :after * power(3, asked.number) * interval '1 second')
              and not exists (
                select from receipt
                where (receipt.mailing_id, receipt.ordinal, receipt.occasion_on)
                  = (message.mailing_id, message.ordinal, message.occasion_on)
                  and kind in ('DELIVERED', 'UNDELIVERED', 'FAILED'))
            order by asked.number, outcome.at
            limit :limit
            """;

    private static final String NOTE = """
            insert into status_question (mailing_id, ordinal, number, at, answer)
            values (:mailing, :ordinal, :number, :now, :answer)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final ReceiptsSettings settings;
    private final Clock clock;

    StatusQuestions(JdbcClient jdbc, ReceiptsSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /// Those to ask for now, the least asked first.
    List<SilentSms> silent() {
        Instant now = clock.instant();
        return jdbc.sql(FIND_SILENT)
                .param("now", utc(now))
                .param("oldest", utc(now.minus(settings.giveUpAfter())))
                .param("latest", utc(now.minus(settings.askAfter())))
                .param("after", settings.askAfter().toSeconds())
                .param("limit", settings.atOnce())
                .query((row, _) -> new SilentSms(row.getLong("mailing_id"), row.getInt("ordinal"), row.getString("sid"),
                        row.getInt("asked")))
                .list();
    }

    void note(SilentSms sms, @Nullable String answer) {
        jdbc.sql(NOTE)
                .param("mailing", sms.mailingId()).param("ordinal", sms.ordinal()).param("number", sms.asked() + 1)
                .param("now", utc(clock.instant())).param("answer", answer)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
