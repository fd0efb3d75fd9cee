package vestnik.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a clinic has that sent a promotion to many each month, years ago and since: a partition for each month, and messages,
/// attempts and outcomes in them.
///
/// @param months how many of them lie before this one
record Years(int months) {

    private static final Logger LOG = LoggerFactory.getLogger(Years.class);
    private static final int EACH = 20_000;
    private static final String WRITE = """
            with sent as (
              insert into mailing (kind, purpose, template, run_key, as_of, started_by, started_at, planned_at, finished_at,
                first_on, last_on)
              values ('CAMPAIGN', 'PROMOTION', 'promotion', gen_random_uuid()::text, :day, 'bench', :day, :day, :day, :day, :day)
              returning id
            ), message as (
              insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
              select sent.id, row_number() over (), :day, 'y:' || sent.id || ':' || patient.id, patient.id, 'EMAIL'
              from sent, (select id from patient order by hashint8(id + extract(doy from cast(:day as date))::int) limit :each) patient
              returning *
            ), attempt as (
              insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
              select mailing_id, ordinal, 1, occasion_on, occasion_on, gen_random_uuid() from message
            )
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result)
            select mailing_id, ordinal, 1, occasion_on, occasion_on, 'ACCEPTED' from message
            """;

    void pass(JdbcClient jdbc) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        jdbc.sql("select ensure_partitions(:since, :until)").param("since", today.minusMonths(months))
                .param("until", today).query().singleRow();
        for (int month = months; month > 0; month--) {
            jdbc.sql(WRITE).param("day", today.minusMonths(month)).param("each", EACH).update();
        }
        LOG.info("{} months of {} messages each lie behind", months, EACH);
    }
}
