package vestnik.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Single messages and why each did or did not go out.
@Repository
public class MessageReports {

    private static final String HEARD = """
            heard.receipt, heard.receipt_reason
            """;

    // The latest of those that count tells why.
    private static final String LISTEN = """
            left join lateral (
              select case when bool_or(kind = 'COMPLAINED') then 'COMPLAINED'
                  when bool_or(kind in ('UNDELIVERED', 'FAILED', 'BOUNCED')) then 'BOUNCED'
                  when bool_or(kind = 'DELIVERED') then 'DELIVERED' end as receipt,
                (array_agg(concat_ws(' ', receipt.reason, receipt.code) order by kind = 'COMPLAINED' desc, at desc)
                  filter (where kind in ('UNDELIVERED', 'FAILED', 'BOUNCED', 'COMPLAINED')
                    and coalesce(receipt.reason, receipt.code) is not null))[1] as receipt_reason
              from receipt
              where (receipt.mailing_id, receipt.ordinal, receipt.occasion_on)
                = (message.mailing_id, message.ordinal, message.occasion_on)
            ) heard on true
            """;

    // Receipts are looked up only for the page that is shown.
    private static final String LIST = """
            with message as materialized (
              select * from message_state
              where mailing_id = :mailing and ordinal > :after
                and (:state::text is null or state = :state)
                and (:reason::text is null or reason = :reason)
                and (:channel::text is null or channel = :channel)
                and (:receipt::text is null or ordinal in (
                  select ordinal from receipt where mailing_id = :mailing
                  group by ordinal
                  having case when bool_or(kind = 'COMPLAINED') then 'COMPLAINED'
                    when bool_or(kind in ('UNDELIVERED', 'FAILED', 'BOUNCED')) then 'BOUNCED'
                    when bool_or(kind = 'DELIVERED') then 'DELIVERED' end = :receipt))
              order by ordinal
              limit :limit
            )
            select ordinal, external_id as patient, representative_id is not null as to_representative, channel, state,
              reason, coalesce(attempts, 0) as attempts, settled_at,
            """ + HEARD + """
            from message
            join patient on patient.id = patient_id
            """ + LISTEN + """
            order by ordinal
            """;

    private static final String FIND_PATIENT = "select id from patient where external_id = :patient";

    private static final String LIST_OF_PATIENT = """
            with message as materialized (
              select * from message_state
              where patient_id = :patient
                and (:mailing::bigint is null or (mailing_id, ordinal) < (:mailing, :ordinal))
              order by mailing_id desc, ordinal desc
              limit :limit
            )
            select mailing_id as mailing, ordinal, kind, purpose, channel, state, reason,
              coalesce(attempts, 0) as attempts, as_of as planned_for, settled_at,
            """ + HEARD + """
            from message
            join mailing on mailing.id = mailing_id
            """ + LISTEN + """
            order by mailing_id desc, ordinal desc
            """;

    private static final RowMapper<MessageLine> LINE = new SimplePropertyRowMapper<>(MessageLine.class);
    private static final RowMapper<PatientLine> PATIENT_LINE = new SimplePropertyRowMapper<>(PatientLine.class);

    private final JdbcClient jdbc;

    MessageReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A page of a mailing's messages.
    public Page<MessageLine> of(long mailing, MessageFilter filter) {
        var fetched = jdbc.sql(LIST)
                .param("mailing", mailing)
                .param("after", filter.after())
                .param("state", name(filter.state()))
                .param("reason", filter.reason())
                .param("channel", name(filter.channel()))
                .param("receipt", name(filter.receipt()))
                .param("limit", filter.limit() + 1)
                .query(LINE)
                .list();
        return Page.of(fetched, filter.limit());
    }

    /// A page of a patient's messages, newest first; empty if no such patient is known.
    ///
    /// @param before the last message of the page before, or null
    public Optional<Page<PatientLine>> ofPatient(String externalId, @Nullable Position before, int limit) {
        return jdbc.sql(FIND_PATIENT)
                .param("patient", externalId)
                .query((row, number) -> row.getLong("id"))
                .optional()
                .map(patient -> ofPatient(patient, before, limit));
    }

    private Page<PatientLine> ofPatient(long patient, @Nullable Position before, int limit) {
        var fetched = jdbc.sql(LIST_OF_PATIENT)
                .param("patient", patient)
                .param("mailing", before == null ? null : before.mailing())
                .param("ordinal", before == null ? null : before.ordinal())
                .param("limit", limit + 1)
                .query(PATIENT_LINE)
                .list();
        return Page.of(fetched, limit);
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }

    /// Which message: `<mailing>.<ordinal>`, as in its reference.
    public record Position(long mailing, int ordinal) {

        /// What such a reference looks like.
        public static final String REFERENCE = "\\d{1,18}\\.\\d{1,9}";

        /// The message of a reference that looks like one; null of none.
        public static @Nullable Position of(@Nullable String reference) {
            if (reference == null) {
                return null;
            }
            int dot = reference.indexOf('.');
            return new Position(Long.parseLong(reference.substring(0, dot)),
                    Integer.parseInt(reference.substring(dot + 1)));
        }

        /// As programs and addresses of pages tell it.
        public String reference() {
            return mailing + "." + ordinal;
        }
    }
}
