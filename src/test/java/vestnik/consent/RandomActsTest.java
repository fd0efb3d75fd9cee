package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What holds, and what is rebuilt from the ledger, against a fold of random acts in Java.
class RandomActsTest {

    static final int PEOPLE = 20;
    static final int ACTS = 600;
    static final int AT_ONCE = 12;
    static final List<Purpose> PURPOSES = List.of(Purpose.APPOINTMENT, Purpose.PROMOTION, Purpose.PARTNER,
            Purpose.REVIEW);
    static final List<Channel> CHANNELS = List.of(Channel.values());
    static final List<Act> KINDS = List.of(Act.values());

    final DataSource source = TestDatabase.fresh();
    final JdbcClient jdbc = JdbcClient.create(source);
    final List<Long> patients = new ArrayList<>();

    @BeforeEach
    void people() {
        var clinic = new Clinic(source);
        IntStream.range(0, PEOPLE).forEach(_ -> patients.add(clinic.patient()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theStateIsTheFoldOfTheActs(long seed) {
        var random = new Random(seed);
        Map<String, Held> expected = new TreeMap<>();
        for (int written = 0; written < ACTS;) {
            var together = acts(random, 1 + random.nextInt(AT_ONCE));
            append(together);
            together.forEach(act -> expected.merge(act.key(), act.held(), Held::then));
            written += together.size();
        }
        assertThat(read("consent")).isEqualTo(expected);
        assertThat(read("consent_rebuilt")).isEqualTo(expected);
    }

    @Test
    void manyAtOnceLeaveAChainAndAStateThatAgree() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writers = IntStream.range(0, 8).mapToObj(seed -> writer(new Random(seed))).toList();
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }
        assertThat(read("consent")).isEqualTo(read("consent_rebuilt"));
        assertThat(jdbc.sql("""
                select count(*) from (
                  select hash, consent_seal(lag(hash) over (partition by patient_id % 16 order by id), entry) as seal
                  from consent_ledger entry
                ) sealed
                where hash <> seal
                """).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select sum(entries) from consent_chain").query(Integer.class).single()).isEqualTo(8 * 50);
    }

    private Callable<Void> writer(Random random) {
        return () -> {
            for (int time = 0; time < 50; time++) {
                append(acts(random, 1));
            }
            return null;
        };
    }

    private List<Acted> acts(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new Acted(any(patients, random), any(PURPOSES, random), any(CHANNELS, random),
                        any(KINDS, random), random.nextBoolean() ? "v" + random.nextInt(5) : null))
                .sorted(Comparator.comparingLong(act -> act.patient() % 16))
                .toList();
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /// In one statement, as an import does.
    private void append(List<Acted> acts) {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording)
                select patient, purpose, channel, act, now(), 'API', 'test', wording
                from unnest(:patients::bigint[], :purposes::text[], :channels::text[], :acts::text[], :wordings::text[])
                  with ordinality as acted (patient, purpose, channel, act, wording, place)
                order by place
                """)
                .param("patients", acts.stream().map(Acted::patient).toArray(Long[]::new))
                .param("purposes", acts.stream().map(act -> act.purpose().name()).toArray(String[]::new))
                .param("channels", acts.stream().map(act -> act.channel().name()).toArray(String[]::new))
                .param("acts", acts.stream().map(act -> act.act().name()).toArray(String[]::new))
                .param("wordings", acts.stream().map(Acted::wording).toArray(String[]::new))
                .update();
    }

    private Map<String, Held> read(String table) {
        var held = new TreeMap<String, Held>();
        jdbc.sql("select * from " + table).query(row -> {
            held.put(row.getLong("patient_id") + " " + row.getString("purpose") + " " + row.getString("channel"),
                    new Held(row.getString("state"), row.getString("wording")));
        });
        return held;
    }

    record Acted(long patient, Purpose purpose, Channel channel, Act act, @Nullable String wording) {

        String key() {
            return patient + " " + purpose + " " + channel;
        }

        Held held() {
            return new Held(switch (act) {
                case REQUEST -> "UNCONFIRMED";
                case GRANT -> "GRANTED";
                case WITHDRAWAL -> "WITHDRAWN";
            }, wording);
        }
    }

    record Held(String state, @Nullable String wording) {

        /// A request changes nothing that was decided.
        Held then(Held later) {
            return later.state().equals("UNCONFIRMED") && !state.equals("UNCONFIRMED") ? this : later;
        }
    }
}
