package vestnik.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.audience.RandomClinic.oneOf;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vestnik.clinic.ClinicSettings;
import vestnik.clinic.Sex;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;

@TestInstance(Lifecycle.PER_CLASS)
class AudienceCompilerTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    final SingleConnectionDataSource database = new SingleConnectionDataSource(TestDatabase.freshUrl(), true);

    final JdbcClient jdbc = JdbcClient.create(database);
    final AudienceCompiler compiler = new AudienceCompiler(new ClinicSettings("Clinic", MOSCOW, "RU", Locale.ENGLISH));

    @AfterAll
    void closeDatabase() {
        database.destroy();
    }

    @BeforeEach
    void openTransaction() throws SQLException {
        database.getConnection().setAutoCommit(false);
    }

    @AfterEach
    void forgetTheClinic() throws SQLException {
        database.getConnection().rollback();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void meansWhomTheOracleMeans(long seed) {
        var random = new Random(seed);
        var clinic = RandomClinic.of(random);
        clinic.insert(jdbc);
        var oracle = new AudienceOracle(clinic, TODAY, MOSCOW);
        long members = 0;
        for (int i = 0; i < 300; i++) {
            Audience audience = audience(random);
            Set<String> meant = members(audience, TestClock.START);
            assertThat(meant).describedAs("%s", audience).isEqualTo(oracle.members(audience));
            members += meant.size();
        }
        assertThat(members).describedAs("the audiences are not all empty").isGreaterThan(1000);
    }

    @Test
    void withoutCriteriaMeansEverybody() {
        RandomClinic.of(new Random(4)).insert(jdbc);
        assertThat(members(Audience.EVERYONE, TestClock.START)).hasSize(200);
    }

    @ParameterizedTest(name = "born {0}, age {1} to {2}, at {3}: {4}")
    @CsvSource({"2008-11-18,18,,2026-11-17T20:59:59Z,false", "2008-11-18,18,,2026-11-17T21:00:00Z,true",
            "2008-11-18,,17,2026-11-17T20:59:59Z,true", "2008-11-18,,17,2026-11-17T21:00:00Z,false",
            "2004-02-29,18,,2022-02-28T12:00:00Z,false", "2004-02-29,18,,2022-03-01T12:00:00Z,true",
            "2026-11-17,0,0,2026-11-18T09:00:00Z,true"})
    void isAsOldAsOnTheClinicsDay(LocalDate birth, @Nullable Integer from, @Nullable Integer to, Instant asOf,
            boolean member) {
        jdbc.sql("insert into patient (external_id, birth_date, content_hash) values ('p', ?, '')")
                .param(birth)
                .update();
        var audience = new Audience(from, to, null, List.of(), null, null);
        assertThat(members(audience, asOf)).isEqualTo(member ? Set.of("p") : Set.of());
    }

    private Set<String> members(Audience audience, Instant asOf) {
        AudienceSql sql = compiler.compile(audience, asOf);
        return new HashSet<>(jdbc.sql("select p.external_id from patient p where " + sql.predicate())
                .params(sql.parameters())
                .query(String.class)
                .list());
    }

    private static Audience audience(Random random) {
        Integer ageFrom = random.nextBoolean() ? null : random.nextInt(60);
        Integer ageTo = random.nextBoolean() ? null : (ageFrom == null ? 0 : ageFrom) + random.nextInt(60);
        LocalDate from = random.nextBoolean() ? null : TODAY.minusDays(random.nextInt(30));
        LocalDate to = random.nextBoolean() ? null : (from == null ? TODAY : from).plusDays(random.nextInt(10));
        return new Audience(ageFrom, ageTo, RandomClinic.<@Nullable Sex>oneOf(random, null, null, Sex.FEMALE, Sex.MALE),
                oneOf(random, List.of(), List.of(), List.of("north"), List.of("south", "east")), from, to);
    }
}
