package vestnik.consent.web;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.LinkTarget;
import vestnik.consent.Links;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// People who have got messages with links.
record Mailbox(JdbcClient jdbc, Links links) {

    /// Beyond every mailing that runs meanwhile.
    static final long MAILING = 4_000_000_000L;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    long patient(String locale) {
        return jdbc.sql("""
                insert into patient (external_id, family_name, given_name, locale, email, content_hash)
                values (:id, 'Ivanova', 'Anna', :locale, 'anna@example.org', '') returning id
                """).param("id", "p" + NUMBER.incrementAndGet()).param("locale", locale).query(Long.class).single();
    }

    long representative(String locale) {
        return jdbc.sql("""
                insert into representative (external_id, given_name, locale, email, content_hash)
                values (:id, 'Olga', :locale, 'olga@example.org', '') returning id
                """).param("id", "r" + NUMBER.incrementAndGet()).param("locale", locale).query(Long.class).single();
    }

    void grant(long patient, Purpose purpose, Channel channel, @Nullable Long representative) {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, wording)
                values (:patient, :purpose, :channel, 'GRANT', '2026-01-01Z', 'PAPER', :representative, 'import', 'v1')
                """)
                .param("patient", patient)
                .param("purpose", purpose.name())
                .param("channel", channel.name())
                .param("representative", representative)
                .update();
    }

    /// The path of the unsubscribe link in a new message.
    String link(long patient, Purpose purpose, Channel channel, @Nullable Long representative) {
        int ordinal = NUMBER.incrementAndGet();
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel)
                values (:mailing, :ordinal, '2026-11-18', :occasion, :patient, :representative, :channel)
                """)
                .params(Map.of("mailing", MAILING, "ordinal", ordinal, "occasion", "c:" + MAILING + ":" + ordinal,
                        "patient", patient, "channel",
                        channel.name()))
                .param("representative", representative)
                .update();
        return links.unsubscribe(new LinkTarget(patient, purpose, channel, MAILING, ordinal)).getPath();
    }

    /// What is derived from the ledger: `PURPOSE CHANNEL STATE`, sorted.
    String state(long patient) {
        return String.join(", ", jdbc.sql("""
                select concat_ws(' ', purpose, channel, state) from consent where patient_id = :patient
                order by purpose, channel
                """).param("patient", patient).query(String.class).list());
    }

    int entries(long patient) {
        return jdbc.sql("select count(*) from consent_ledger where patient_id = :patient")
                .param("patient", patient)
                .query(Integer.class)
                .single();
    }

    Map<String, @Nullable Object> lastEntry(long patient) {
        return jdbc.sql("""
                select act, source, representative_id, actor, wording, evidence ->> 'message' as message,
                  evidence ->> 'ip' as ip, evidence ->> 'userAgent' as agent,
                  evidence ->> 'policy' as policy
                from consent_ledger where patient_id = :patient order by id desc limit 1
                """).param("patient", patient).query().singleRow();
    }
}
