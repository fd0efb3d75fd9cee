package vestnik.consent;

import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What a person may do through the link in a message: stop, stop everything, and take that back. Each act may be
/// repeated; a repetition adds nothing to the ledger.
@Service
public class LinkedConsents {

    private static final String FIND_VISITOR = """
            select message.representative_id, coalesce(wish.locale, representative.locale, patient.locale) as locale
            from patient
            left join preference wish on wish.patient_id = patient.id
            left join message on message.mailing_id = :mailing and message.ordinal = :ordinal
              and message.patient_id = patient.id
            left join representative on representative.id = message.representative_id
            where patient.id = :patient and patient.erased_at is null
            """;

    // Whoever stopped something that nobody has to grant (appointments) may take that back too.
    private static final String LATEST = """
            select purpose, channel, act, wording_before,
              act = 'WITHDRAWAL' and source in ('LINK', 'ONE_CLICK') and evidence ->> 'message' = :message
                and (act_before = 'GRANT' and representative_before is not distinct from :representative::bigint
                  or purpose = 'APPOINTMENT' and act_before is null) as restorable
            from (
              select entry.*, row_number() over (partition by purpose, channel order by id desc) as age,
                lag(act) over turn as act_before, lag(wording) over turn as wording_before,
                lag(representative_id) over turn as representative_before
              from consent_ledger entry
              where patient_id = :patient
              window turn as (partition by purpose, channel order by id)
            ) entry
            where age = 1
            """;

    // Two acts of one patient at once: the second must see what the first has written.
    private static final String LOCK = "select id from patient where id = :patient for no key update";

    private static final String WITHDRAW = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, evidence)
            select :patient, wanted.purpose, wanted.channel, 'WITHDRAWAL', :at, :source, :representative, :actor,
              :evidence::jsonb
            from unnest(:purposes::text[], :channels::text[]) as wanted (purpose, channel)
            where not exists (
              select 1 from consent
              where consent.patient_id = :patient and consent.purpose = wanted.purpose
                and consent.channel = wanted.channel and consent.state = 'WITHDRAWN'
            )
            """;

    private static final String RESTORE = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, wording,
              evidence)
            select :patient, purpose, channel, 'GRANT', :at, 'LINK', :representative, :actor, wording_before,
              :evidence::jsonb
            from (%s) latest
            where restorable
            """.formatted(LATEST);

    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;
    private final Barrier barrier;
    private final JsonMapper json;
    private final Clock clock;

    LinkedConsents(NamedParameterJdbcOperations jdbc, TransactionTemplate transaction, Barrier barrier,
            JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.barrier = barrier;
        this.json = json;
        this.clock = clock;
    }

    /// Who comes through a link; empty if we do not know the patient any more.
    public Optional<Visitor> visitor(LinkTarget link) {
        var about = new MapSqlParameterSource("patient", link.patientId())
                .addValue("mailing", link.mailingId())
                .addValue("ordinal", link.ordinal());
        return jdbc.query(FIND_VISITOR, about, (row, _) -> new Visitor(link,
                row.getObject("representative_id", Long.class), Locale.forLanguageTag(row.getString("locale"))))
                .stream().findFirst();
    }

    /// Where the visitor stands; changes nothing.
    public Standing standing(Visitor visitor) {
        var standing = new Standing(new HashSet<>(), new HashSet<>());
        jdbc.query(LATEST, about(visitor), row -> {
            var subscription = new Subscription(Purpose.valueOf(row.getString("purpose")),
                    Channel.valueOf(row.getString("channel")));
            if (Act.valueOf(row.getString("act")) == Act.WITHDRAWAL) {
                standing.stopped().add(subscription);
            }
            if (row.getBoolean("restorable")) {
                standing.restorable().add(subscription);
            }
        });
        return standing;
    }

    /// Stops what the link is about, and tells how far that reaches.
    public Reach withdraw(Visitor visitor, Source source, Map<String, String> evidence) {
        return withdraw(visitor, Set.of(new Subscription(visitor.link().purpose(), visitor.link().channel())), source,
                evidence);
    }

    /// Stops all marketing, on every channel, and tells how far that reaches.
    public Reach withdrawEverything(Visitor visitor, Map<String, String> evidence) {
        return withdraw(visitor, Subscription.MARKETING, Source.LINK, evidence);
    }

    /// Takes back what was stopped through this link, where the same person had granted it before.
    public void undo(Visitor visitor, Map<String, String> evidence) {
        transaction.executeWithoutResult(status -> {
            lock(visitor);
            jdbc.update(RESTORE, acting(visitor, evidence));
        });
    }

    // Both statements go to the database at once, which makes one transaction of them: other people's withdrawals wait
    // for it. Passes the barrier even if nothing was written: the one who wrote it may not have been answered yet.
    private Reach withdraw(Visitor visitor, Set<Subscription> wanted, Source source, Map<String, String> evidence) {
        jdbc.execute(LOCK + ";" + WITHDRAW, withdrawal(visitor, wanted, source, evidence), PreparedStatement::execute);
        return barrier.pass(Set.of(visitor.link().patientId()));
    }

    void lock(Visitor visitor) {
        jdbc.queryForObject(LOCK, about(visitor), Long.class);
    }

    /// Appends withdrawals within the transaction of the caller, who has locked the patient and passes the barrier.
    void stop(Visitor visitor, Set<Subscription> wanted, Source source, Map<String, String> evidence) {
        jdbc.update(WITHDRAW, withdrawal(visitor, wanted, source, evidence));
    }

    private MapSqlParameterSource withdrawal(Visitor visitor, Set<Subscription> wanted, Source source,
            Map<String, String> evidence) {
        var ordered = List.copyOf(wanted);
        return acting(visitor, evidence)
                .addValue("source", source.name())
                .addValue("purposes", ordered.stream().map(one -> one.purpose().name()).toArray(String[]::new))
                .addValue("channels", ordered.stream().map(one -> one.channel().name()).toArray(String[]::new));
    }

    private MapSqlParameterSource acting(Visitor visitor, Map<String, String> evidence) {
        var proof = new HashMap<>(evidence);
        proof.put("message", visitor.message());
        return about(visitor)
                .addValue("at", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("actor", visitor.actor())
                .addValue("evidence", json.writeValueAsString(proof));
    }

    private static MapSqlParameterSource about(Visitor visitor) {
        return new MapSqlParameterSource("patient", visitor.link().patientId())
                .addValue("representative", visitor.representativeId(), Types.BIGINT)
                .addValue("message", visitor.message());
    }
}
