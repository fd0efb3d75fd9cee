package vestnik.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks everybody to confirm who asked for something by an import, as [Confirmations] does for one person: one letter a
/// person and channel, and never more than they may ask for in a day. The letters go with the next tick of their schedule.
@Repository
class ImportedRequests {

    private static final int PAGE = 1000;
    private static final Duration DAY = Duration.ofDays(1);

    private static final String UNCONFIRMED = """
            select consent.patient_id, entry.representative_id, consent.channel, consent.purpose, entry.wording,
              entry.evidence
            from consent
            join consent_ledger entry on entry.id = consent.ledger_id
            where consent.state = 'UNCONFIRMED' and entry.source = 'IMPORT' and entry.actor = :import
            """;

    private static final String NEXT_PATIENTS = """
            select distinct patient_id from (%s) unconfirmed
            where patient_id > :after
            order by patient_id
            limit :limit
            """.formatted(UNCONFIRMED);

    private static final String LOCK = "select id from patient where id = any(:patients) order by id for no key update";

    private static final String ASK = """
            insert into confirmation (patient_id, representative_id, kind, channel, purposes, wordings, evidence, code,
              requested_at, expires_at, letter_asked_at)
            select patient_id, representative_id, 'OPT_IN', channel, purposes, wordings, evidence,
              lpad((('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint %% 1000000)::text, 6, '0'),
              :now, :expires, :now
            from (
              select patient_id, representative_id, channel, array_agg(purpose order by purpose) as purposes,
                coalesce(jsonb_object_agg(purpose, wording) filter (where wording is not null), '{}') as wordings,
                jsonb_build_object('import', min(evidence ->> 'import')) as evidence
              from (%s and consent.patient_id = any(:patients)) unconfirmed
              group by patient_id, representative_id, channel
            ) wish
            where not exists (
                select from confirmation asked
                where asked.patient_id = wish.patient_id
                  and asked.representative_id is not distinct from wish.representative_id
                  and asked.channel = wish.channel and asked.kind = 'OPT_IN' and asked.confirmed_at is null
                  and asked.expires_at > :now and asked.purposes @> wish.purposes and asked.wordings @> wish.wordings)
              and (
                select count(*) from confirmation asked
                where asked.patient_id = wish.patient_id
                  and asked.representative_id is not distinct from wish.representative_id
                  and asked.channel = wish.channel and asked.kind = 'OPT_IN' and asked.requested_at > :dayAgo
              ) < :perDay
            """.formatted(UNCONFIRMED);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConfirmationsSettings settings;
    private final Clock clock;

    ImportedRequests(JdbcClient jdbc, TransactionTemplate transaction, ConfirmationsSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// May be repeated: who has been asked is not asked again.
    void askToConfirm(String actor) {
        var patients = next(actor, 0);
        while (!patients.isEmpty()) {
            var page = patients;
            transaction.executeWithoutResult(_ -> ask(actor, page));
            patients = next(actor, Collections.max(page));
        }
    }

    private List<Long> next(String actor, long after) {
        return jdbc.sql(NEXT_PATIENTS).param("import", actor).param("after", after).param("limit", PAGE)
                .query((row, _) -> row.getLong("patient_id")).list();
    }

    private void ask(String actor, List<Long> patients) {
        var ids = patients.toArray(Long[]::new);
        Instant now = clock.instant();
        jdbc.sql(LOCK).param("patients", ids).query((row, _) -> row.getLong("id")).list();
        jdbc.sql(ASK).param("import", actor).param("patients", ids)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(settings.linkValid()).atOffset(ZoneOffset.UTC))
                .param("dayAgo", now.minus(DAY).atOffset(ZoneOffset.UTC))
                .param("perDay", settings.perDay())
                .update();
    }
}
