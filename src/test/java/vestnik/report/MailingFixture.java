package vestnik.report;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.TestClock;

/// Mailings as SQL writes them: one that runs and one that is finished, with every state and reason.
public final class MailingFixture {

    private static final String PATIENTS = """
            insert into patient (external_id, family_name, given_name, patronymic, content_hash, blocked_at)
            select 'p-' || number, 'Иванова', 'Мария', 'Петровна', '', case when number = 2 then now() end
            from generate_series(1, :patients) number
            on conflict do nothing
            """;

    private static final String CAMPAIGN = """
            insert into campaign (name, template, purpose, channel, audience, created_by, created_at, launched_by, launched_at)
            values ('Осенняя проверка зрения', 'promotion', 'PROMOTION', 'EMAIL', '{}', 'marketer', :now, 'marketer', :now)
            returning id
            """;

    private static final String MAILING = """
            insert into mailing (kind, purpose, template, run_key, as_of, campaign_id, started_by, started_at, planned_at)
            values (:kind, :purpose, :template, gen_random_uuid()::text, :now, :campaign, 'operator',
              :now::timestamptz - interval '1 minute', :now::timestamptz - interval '50 seconds')
            returning id
            """;

    // Of every 20 messages the last 5 are withheld, each by another reason.
    private static final String MESSAGES = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel, withheld)
            select :mailing, number, date '2026-11-20', 'f:' || :mailing || ':' || number,
              patient.id, case when number % 3 = 0 then 'SMS' else 'EMAIL' end,
              case when number > :messages * 3 / 4 then
                (array['DECEASED', 'BLOCKED', 'NO_REPRESENTATIVE', 'NO_CONSENT', 'OPTED_OUT', 'NO_ADDRESS', 'SUPPRESSED',
                  'OUTSIDE_HOURS', 'OVER_CAP', 'OTHER_CHANNEL'])[number % 10 + 1] end
            from generate_series(1, :messages) number
            join patient on patient.external_id = 'p-' || (number % :patients + 1)
            """;

    private static final String OUTCOMES = """
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason)
            select mailing_id, ordinal, 1, occasion_on,
              :now::timestamptz - interval '40 seconds' * (1 - ordinal::float / :settled),
              case ordinal % 50 when 7 then 'REJECTED' when 17 then 'UNCERTAIN' when 27 then 'EXPIRED'
                when 37 then 'WITHHELD' when 47 then 'DEFERRED' when 48 then 'RELEASED' else 'ACCEPTED' end,
              case ordinal % 50 when 7 then '550 5.1.1' when 17 then 'connection lost' when 37 then 'OPTED_OUT'
                when 47 then '451 4.7.1' end
            from message
            where mailing_id = :mailing and withheld is null and ordinal <= :settled
            """;

    private static final String SECOND_OUTCOMES = """
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result)
            select mailing_id, ordinal, 2, occasion_on, at, 'ACCEPTED' from outcome
            where mailing_id = :mailing and result in ('DEFERRED', 'RELEASED')
            """;

    private static final String RECEIPTS = """
            insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at)
            select mailing_id, ordinal, case when ordinal % 10 = 1 then 'BOUNCED' else 'DELIVERED' end, 'r', occasion_on, at
            from outcome
            where mailing_id = :mailing and result = 'ACCEPTED' and ordinal % 2 = 1 and number = 1
            """;

    private final JdbcClient jdbc;

    /// Writes into that database.
    public MailingFixture(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A campaign whose messages have all been dealt with.
    public long finished(int messages) {
        long campaign = number(jdbc.sql(CAMPAIGN).param("now", TestClock.START.atOffset(ZoneOffset.UTC)));
        long mailing = mailing("CAMPAIGN", "PROMOTION", "promotion", campaign, messages);
        outcomes(mailing, messages);
        jdbc.sql(SECOND_OUTCOMES).param("mailing", mailing).update();
        jdbc.sql(RECEIPTS).param("mailing", mailing).update();
        jdbc.sql("update mailing set finished_at = started_at + interval '55 seconds' where id = ?").param(mailing)
                .update();
        return mailing;
    }

    /// Reminders of which two of five messages are still to be handed over.
    public long running(int messages) {
        long mailing = mailing("APPOINTMENT_REMINDERS", "APPOINTMENT", "appointment-reminder", null, messages);
        outcomes(mailing, messages * 3 / 5);
        return mailing;
    }

    private long mailing(String kind, String purpose, String template, @Nullable Long campaign,
            int messages) {
        jdbc.sql(PATIENTS).param("patients", 400).update();
        long mailing = number(jdbc.sql(MAILING)
                .param("kind", kind).param("purpose", purpose).param("template", template)
                .param("campaign", campaign)
                .param("now", TestClock.START.atOffset(ZoneOffset.UTC)));
        jdbc.sql(MESSAGES).param("mailing", mailing).param("messages", messages).param("patients", 400).update();
        return mailing;
    }

    private void outcomes(long mailing, int settled) {
        jdbc.sql(OUTCOMES).param("mailing", mailing).param("settled", settled)
                .param("now", TestClock.START.atOffset(ZoneOffset.UTC)).update();
    }

    private static long number(JdbcClient.StatementSpec insert) {
        return insert.query((row, line) -> row.getLong(1)).single();
    }
}
