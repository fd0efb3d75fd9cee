package vestnik.consent;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Appends what people withdraw elsewhere than on our pages, within the transaction of the caller, who passes the barrier
/// afterwards.
@Repository
class Withdrawals {

    /// Makes others who act for these `patients` wait, and shows what they wrote before.
    static final String LOCK = """
            select id from patient where id = any(:patients) order by id % 16, id for no key update
            """;

    private static final String WITHDRAW = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, evidence)
            select person.patient, wanted.purpose, wanted.channel, 'WITHDRAWAL', :at, :source, person.representative,
              case when person.representative is null then 'patient' else 'representative' end, cast(:evidence as jsonb)
            from unnest(cast(:patients as bigint[]), cast(:representatives as bigint[]))
              as person (patient, representative)
            cross join unnest(cast(:purposes as text[]), cast(:channels as text[])) as wanted (purpose, channel)
            where not exists (
              select from consent
              where consent.patient_id = person.patient and consent.purpose = wanted.purpose
                and consent.channel = wanted.channel and consent.state = 'WITHDRAWN')
            order by person.patient % 16, person.patient, wanted.purpose, wanted.channel
            """;

    private static final Comparator<Subscription> IN_ORDER = Comparator.comparing(Subscription::purpose)
            .thenComparing(Subscription::channel);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Withdrawals(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// Makes others who act for these patients wait.
    void lock(List<Reader> people) {
        jdbc.sql(LOCK).param("patients", patients(people)).query((row, _) -> row.getLong(1)).list();
    }

    /// Withdraws what is not withdrawn yet.
    void withdraw(List<Reader> people, Set<Subscription> subscriptions, Source source, Map<String, String> evidence) {
        List<Subscription> wanted = subscriptions.stream().sorted(IN_ORDER).toList();
        jdbc.sql(WITHDRAW)
                .param("patients", patients(people))
                .param("representatives", people.stream().map(Reader::representativeId).toArray(Long[]::new))
                .param("purposes", wanted.stream().map(one -> one.purpose().name()).toArray(String[]::new))
                .param("channels", wanted.stream().map(one -> one.channel().name()).toArray(String[]::new))
                .param("source", source.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("evidence", json.writeValueAsString(evidence))
                .update();
    }

    private static Long[] patients(List<Reader> people) {
        return people.stream().map(Reader::patientId).toArray(Long[]::new);
    }
}
