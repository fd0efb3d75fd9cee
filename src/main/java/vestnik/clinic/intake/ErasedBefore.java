package vestnik.clinic.intake;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Knows staged patients again who were erased, by their marks: whatever else is handed in of them, marketing stays
/// withdrawn until an act of their own, which no import can make.
@Repository
class ErasedBefore {

    // Once a person, so that what they grant themselves later is not withdrawn by the next import. In the order of chains,
    // so that two imports do not wait for each other.
    private static final String WITHDRAW = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, evidence)
            select patient.id, purpose, channel, 'WITHDRAWAL', :at, 'ERASURE', :actor,
              jsonb_build_object('erasure', erased.act::text)
            from (
              select external_id, min(erasure_id) as act
              from staged_patient staged
              cross join marks_of(external_id, email, phone, birth_date, family_name, given_name, patronymic)
              join erasure_mark using (mark)
              where exists (select from erasure_mark)
              group by external_id
            ) erased
            join patient using (external_id)
            cross join unnest(:purposes::text[]) purpose
            cross join unnest(:channels::text[]) channel
            where not exists (
              select from consent_ledger earlier
              where earlier.patient_id = patient.id and earlier.purpose = purpose and earlier.channel = channel
                and earlier.source = 'ERASURE')
            order by patient.id % 16, patient.id, purpose, channel
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ErasedBefore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Needs the transaction in which patients were staged and upserted. Nobody waits for an answer to it, so it passes no
    /// barrier.
    void withdrawStaged(long importId) {
        jdbc.sql(WITHDRAW)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", importId == 0 ? "api" : "import " + importId)
                .param("purposes", names(Stream.of(Purpose.values()).filter(Purpose::needsConsent)))
                .param("channels", names(Stream.of(Channel.values())))
                .update();
    }

    private static String[] names(Stream<? extends Enum<?>> words) {
        return words.map(Enum::name).toArray(String[]::new);
    }
}
