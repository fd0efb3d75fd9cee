package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.consent.GateTest.NOON_IN_MOSCOW;
import static vestnik.vocabulary.Purpose.PROMOTION;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.RulesSettings.Cap;
import vestnik.test.TestDatabase;

/// The gate asked about a whole clinic that was written to before, whatever PostgreSQL believes of its tables.
class GateOverManyTest {

    private static final int PATIENTS = 20_000;
    private static final int OFTEN_ENOUGH = 25;
    private static final String SETTLE = """
            with person as (
              insert into patient (external_id, family_name, given_name, birth_date, email, content_hash)
              select 'P' || n, 'Орлова', 'Анна', date '1990-05-17', 'p' || n || '@patients.test', ''
              from generate_series(1, :patients) n
              returning id
            )
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording)
            select id, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PAPER', 'reception', '1'
            from person
            """;
    private static final String WRITE_TO_EVERYBODY = """
            with sent as (
              insert into mailing (kind, purpose, template, run_key, as_of, started_by, started_at, planned_at, finished_at,
                first_on, last_on)
              values ('CAMPAIGN', 'PROMOTION', 'promotion', gen_random_uuid()::text, :at, 'test', :at, :at, :at, '2026-11-17', '2026-11-17')
              returning id
            ), message as (
              insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
              select sent.id, row_number() over (), date '2026-11-17', sent.id || ':' || patient.id, patient.id, 'EMAIL'
              from sent, patient
              returning *
            ), attempt as (
              insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
              select mailing_id, ordinal, 1, occasion_on, :at, gen_random_uuid() from message
            )
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result)
            select mailing_id, ordinal, 1, occasion_on, :at, 'ACCEPTED' from message
            """;
    private static final String EXPLAIN = """
            explain (analyze, format json)
            with candidate as not materialized (select id as patient_id, 'EMAIL' as channel from patient),
            """;

    private final DataSource source = TestDatabase.fresh();
    private final NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(source);

    @BeforeEach
    void aClinicThatWroteToEverybodyYesterday() {
        JdbcClient clinic = JdbcClient.create(source);
        clinic.sql("analyze mailing").update();
        clinic.sql(SETTLE).param("patients", PATIENTS).update();
        clinic.sql(WRITE_TO_EVERYBODY)
                .param("at", NOON_IN_MOSCOW.minus(Duration.ofDays(1)).atZone(ZoneId.of("UTC")).toOffsetDateTime())
                .update();
    }

    @ParameterizedTest(name = "a cap of {0}")
    @ValueSource(ints = {1, 100})
    void looksAtEverybodyAFewTimesWhateverIsKnownOfTheTables(int cap) {
        assertThat(mostRowsOfAStep(cap)).as("of young tables").isLessThan(OFTEN_ENOUGH * PATIENTS);
        jdbc.getJdbcOperations().execute("analyze patient, consent, message, attempt, outcome");
        assertThat(mostRowsOfAStep(cap)).as("of tables known but for the mailings").isLessThan(OFTEN_ENOUGH * PATIENTS);
        jdbc.getJdbcOperations().execute("analyze");
        assertThat(mostRowsOfAStep(cap)).as("of known tables").isLessThan(OFTEN_ENOUGH * PATIENTS);
    }

    @Test
    void readsNoMonthsWhoseMailingsCountNoMore() {
        JdbcClient.create(source).sql("select ensure_partitions('2023-11-01', '2026-10-31')").query().singleRow();
        assertThat(monthsRead(gate(1).sql(PROMOTION))).containsExactly("default");
        assertThat(monthsRead(gate(1).sqlForFew(PROMOTION))).containsExactly("default");
    }

    private Set<String> monthsRead(String gate) {
        return steps(plan(1, gate)).filter(step -> step.path("Actual Loops").asDouble() > 0)
                .map(step -> step.path("Relation Name").asString(""))
                .filter(table -> table.matches("(message|attempt|outcome)_.*"))
                .map(table -> table.replaceFirst("[a-z]+_", "")).collect(Collectors.toSet());
    }

    private long mostRowsOfAStep(int cap) {
        return steps(plan(cap, gate(cap).sql(PROMOTION))).mapToLong(GateOverManyTest::rows).max().orElseThrow();
    }

    private Gate gate(int cap) {
        return new Gate(new RulesSettings(Map.of(), new Cap(cap, Duration.ofDays(7))),
                new ClinicSettings("Клиника", ZoneId.of("Europe/Moscow"), "RU", Locale.of("ru")), jdbc);
    }

    private JsonNode plan(int cap, String gated) {
        String plan = jdbc.queryForObject(EXPLAIN + gated + "select reason, count(*) from gated group by reason",
                gate(cap).parameters(PROMOTION, NOON_IN_MOSCOW, 0), String.class);
        return JsonMapper.shared().readTree(plan).get(0).get("Plan");
    }

    private static Stream<JsonNode> steps(JsonNode step) {
        return Stream.concat(Stream.of(step),
                StreamSupport.stream(step.path("Plans").spliterator(), false).flatMap(GateOverManyTest::steps));
    }

    private static long rows(JsonNode step) {
        double each = step.path("Actual Rows").asDouble() + step.path("Rows Removed by Filter").asDouble()
                + step.path("Rows Removed by Join Filter").asDouble();
        return Math.round(each * step.path("Actual Loops").asDouble());
    }
}
