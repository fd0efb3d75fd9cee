package vestnik.consent;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
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
import vestnik.consent.LinkWithdrawals.Withdrawal;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What a person may do through the link in a message: stop, stop everything, and take that back. Each act may be
/// repeated; a repetition adds nothing to the ledger.
@Service
public class LinkedConsents {

    private static final String FIND_VISITORS = """
            select came.place, message.representative_id, coalesce(wish.locale, representative.locale, patient.locale) as locale
            from unnest(cast(:patients as bigint[]), cast(:mailings as bigint[]), cast(:ordinals as int[])) with ordinality
              as came (patient, mailing, ordinal, place)
            join patient on patient.id = came.patient and patient.erased_at is null
            left join preference wish on wish.patient_id = patient.id
            left join message on message.mailing_id = came.mailing and message.ordinal = came.ordinal
              and message.patient_id = patient.id
            left join representative on representative.id = message.representative_id
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
    private final LinkWithdrawals withdrawals;
    private final JsonMapper json;
    private final Clock clock;
    private final Gathered<LinkTarget, Optional<Visitor>> visitors = new Gathered<>(this::find,
            one -> find(List.of(one)).getFirst());

    LinkedConsents(NamedParameterJdbcOperations jdbc, TransactionTemplate transaction, LinkWithdrawals withdrawals,
            JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.withdrawals = withdrawals;
        this.json = json;
        this.clock = clock;
    }

    /// Who comes through a link; empty if we do not know the patient any more.
    public Optional<Visitor> visitor(LinkTarget link) {
        return visitors.ask(link);
    }

    private List<Optional<Visitor>> find(List<LinkTarget> links) {
        var found = new ArrayList<Optional<Visitor>>(Collections.nCopies(links.size(), Optional.empty()));
        jdbc.query(FIND_VISITORS, new MapSqlParameterSource()
                .addValue("patients", links.stream().map(LinkTarget::patientId).toArray(Long[]::new))
                .addValue("mailings", links.stream().map(LinkTarget::mailingId).toArray(Long[]::new))
                .addValue("ordinals", links.stream().map(LinkTarget::ordinal).toArray(Integer[]::new)), row -> {
                    int place = row.getInt("place") - 1;
                    found.set(place, Optional.of(new Visitor(links.get(place),
                            row.getObject("representative_id", Long.class),
                            Locale.forLanguageTag(row.getString("locale")))));
                });
        return found;
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

    private Reach withdraw(Visitor visitor, Set<Subscription> wanted, Source source, Map<String, String> evidence) {
        return withdrawals.withdraw(withdrawal(visitor, wanted, source, evidence));
    }

    void lock(Visitor visitor) {
        jdbc.queryForObject(LOCK, about(visitor), Long.class);
    }

    /// Appends withdrawals within the transaction of the caller, who has locked the patient and passes the barrier.
    void stop(Visitor visitor, Set<Subscription> wanted, Source source, Map<String, String> evidence) {
        withdrawals.write(List.of(withdrawal(visitor, wanted, source, evidence)));
    }

    private Withdrawal withdrawal(Visitor visitor, Set<Subscription> wanted, Source source,
            Map<String, String> evidence) {
        return new Withdrawal(visitor, wanted, source, clock.instant(), proof(visitor, evidence));
    }

    private String proof(Visitor visitor, Map<String, String> evidence) {
        var proof = new HashMap<>(evidence);
        proof.put("message", visitor.message());
        return json.writeValueAsString(proof);
    }

    private MapSqlParameterSource acting(Visitor visitor, Map<String, String> evidence) {
        return about(visitor)
                .addValue("at", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("actor", visitor.actor())
                .addValue("evidence", proof(visitor, evidence));
    }

    private static MapSqlParameterSource about(Visitor visitor) {
        return new MapSqlParameterSource("patient", visitor.link().patientId())
                .addValue("representative", visitor.representativeId(), Types.BIGINT)
                .addValue("message", visitor.message());
    }
}
