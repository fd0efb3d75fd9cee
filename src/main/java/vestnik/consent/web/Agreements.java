package vestnik.consent.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.consent.Source;
import vestnik.consent.Wording;
import vestnik.vocabulary.Channel;

/// Reads who agreed to a wording, in the clinic's own ids.
@Repository
class Agreements {

    private static final String READ = """
            select entry.id, patient.external_id as patient, entry.channel, entry.at, entry.source,
              representative.external_id as representative,
              consent.ledger_id is not null and not exists (
                select from wording agreed join wording newer on newer.kind = agreed.kind
                where agreed.kind = :kind and agreed.version = :version
                  and newer.asks_again and newer.in_force_at > agreed.in_force_at and newer.in_force_at <= :now
              ) as counts
            from consent_ledger entry
            join patient on patient.id = entry.patient_id
            left join representative on representative.id = entry.representative_id
            left join consent on consent.patient_id = entry.patient_id and consent.purpose = entry.purpose
              and consent.channel = entry.channel and consent.ledger_id = entry.id
            where entry.act = 'GRANT' and entry.purpose = :kind and entry.wording = :version and entry.id > :after
            order by entry.id
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Agreements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The first `limit` grants behind the entry `after`.
    List<Agreement> find(Wording.Kind kind, String version, long after, int limit) {
        return jdbc.sql(READ)
                .param("kind", kind.name())
                .param("version", version)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("after", after)
                .param("limit", limit)
                .query(Agreements::read).list();
    }

    private static Agreement read(ResultSet row, int number) throws SQLException {
        return new Agreement(row.getLong("id"), row.getString("patient"), Channel.valueOf(row.getString("channel")),
                row.getObject("at", OffsetDateTime.class).toInstant(), Source.valueOf(row.getString("source")),
                row.getString("representative"), row.getBoolean("counts"));
    }
}
