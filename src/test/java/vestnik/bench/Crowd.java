package vestnik.bench;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Many patients who agreed to promotions by e-mail. The old ones are written to first, so that the virtual machine is warm
/// when the young ones are; and those of another age each time, so that nobody's history makes one campaign unlike the next.
///
/// @param young patients of each age
/// @param ages how many ages of young patients there are
record Crowd(int old, int young, int ages) {

    static final String OLD = "{\"ageFrom\": 70}";

    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final int AT_A_TIME = 100_000;
    private static final int YOUNGEST = 20;
    private static final int MOST_AGES = 50;

    // Who comes next in the table is as old as somebody so many places further: the old and the young are everywhere. A prime, so
    // that everybody has a place of their own.
    private static final long APART = 7919;
    private static final String SETTLE = """
            with person as (
              insert into patient (external_id, family_name, given_name, patronymic, birth_date, email, phone,
                phone_takes_sms, content_hash)
              select 'B' || n, 'Орлова', 'Анна', 'Петровна',
                current_date - make_interval(
                  years => case when place < :old then 75 else :youngest + (place - :old) / :young end, months => 6),
                'b' || n || '@patients.test', '+7926' || lpad(n::text, 7, '0'), true, ''
              from generate_series(cast(:from as int), :until) n
              cross join lateral (select (n * :apart % :all)::int as place) shuffled
              returning id
            )
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording)
            select id, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PAPER', 'reception', '1'
            from person
            """;

    Crowd {
        if (ages > MOST_AGES) {
            throw new IllegalArgumentException(ages + " ages: with more than " + MOST_AGES + " the young are old");
        }
    }

    /// The young patients of one age, counted from 0.
    static String young(int number) {
        return "{\"ageFrom\": %1$d, \"ageTo\": %1$d}".formatted(YOUNGEST + number);
    }

    void settle(JdbcClient jdbc) {
        int all = old + young * ages;
        for (int done = 0; done < all; done += AT_A_TIME) {
            jdbc.sql(SETTLE).param("old", old).param("young", young).param("all", all).param("apart", APART)
                    .param("youngest", YOUNGEST).param("from", done + 1)
                    .param("until", Math.min(all, done + AT_A_TIME)).update();
            LOG.info("{} of {} patients are there", Math.min(all, done + AT_A_TIME), all);
        }
        jdbc.sql("vacuum analyze").update();
        jdbc.sql("checkpoint").update();
    }
}
