package vestnik.consent.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vestnik.consent.Source;
import vestnik.consent.web.MessageProof.Grant;
import vestnik.consent.web.MessageProof.Text;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Finds the consent that counted when a message was handed over.
@Repository
class MessageProofs {

    private static final TypeReference<Map<String, String>> EVIDENCE = new TypeReference<>() {
    };

    // By when Vestnik learned of a grant, not by when the person acted: what came later cannot have counted. A withdrawal
    // recorded within the moment before the hand-over was not known yet to who asked.
    private static final String FIND = """
            select mailing.purpose, message.channel, patient.external_id as patient, reader.external_id as reader,
              handed_over.at as handed_over_at, entry.id, encode(entry.hash, 'hex') as seal, entry.at, entry.recorded_at,
              entry.source, representative.external_id as representative, entry.actor, entry.wording, entry.evidence,
              wording.body_ru, wording.body_en, (
                select min(later.at) from consent_ledger later
                where later.patient_id = entry.patient_id and later.purpose = entry.purpose
                  and later.channel = entry.channel and later.act = 'WITHDRAWAL' and later.id > entry.id
              ) as withdrawn_at
            from mailing
            join message on message.mailing_id = mailing.id
            join patient on patient.id = message.patient_id
            left join representative reader on reader.id = message.representative_id
            join lateral (
              select max(attempt.at) as at from attempt
              left join outcome using (mailing_id, ordinal, number, occasion_on)
              where attempt.mailing_id = message.mailing_id and attempt.ordinal = message.ordinal
                and attempt.occasion_on = message.occasion_on
                and coalesce(outcome.result, '') not in ('RELEASED', 'WITHHELD', 'EXPIRED')
            ) handed_over on handed_over.at is not null
            left join lateral (
              select * from consent_ledger
              where patient_id = message.patient_id and purpose = mailing.purpose and channel = message.channel
                and act = 'GRANT' and recorded_at <= handed_over.at
                and mailing.purpose in ('PROMOTION', 'PARTNER', 'REVIEW')
              order by id desc
              limit 1
            ) entry on true
            left join representative on representative.id = entry.representative_id
            left join wording on wording.kind = entry.purpose and wording.version = entry.wording
            where mailing.id = :mailing and message.ordinal = :ordinal
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MessageProofs(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Empty if there is no such message, or none was handed over.
    Optional<MessageProof> find(long mailing, int ordinal) {
        return jdbc.sql(FIND).param("mailing", mailing).param("ordinal", ordinal)
                .query((row, _) -> new MessageProof(mailing, ordinal, Purpose.valueOf(row.getString("purpose")),
                        Channel.valueOf(row.getString("channel")), row.getString("patient"), row.getString("reader"),
                        instant(row, "handed_over_at"), row.getString("seal") == null ? null : grant(row)))
                .optional();
    }

    private Grant grant(ResultSet row) throws SQLException {
        return new Grant(row.getLong("id"), row.getString("seal"), instant(row, "at"), instant(row, "recorded_at"),
                Source.valueOf(row.getString("source")), row.getString("representative"), row.getString("actor"),
                row.getString("wording"), text(row), json.readValue(row.getString("evidence"), EVIDENCE),
                row.getString("withdrawn_at") == null ? null : instant(row, "withdrawn_at"));
    }

    private static @Nullable Text text(ResultSet row) throws SQLException {
        String russian = row.getString("body_ru");
        return russian == null ? null : new Text(russian, row.getString("body_en"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
