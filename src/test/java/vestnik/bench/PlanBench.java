package vestnik.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Planning a campaign (audience, gate, the decision about everybody) against the bare `insert … select` that writes the same
/// rows into the same table. The table is empty before each.
class PlanBench {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String NOBODY = "{\"ageFrom\": 120}";
    private static final String TELL_PLANNED = """
            select extract(epoch from clock_timestamp() - started_at) from mailing where id = :number and planned_at is not null
            """;
    private static final String FORGET_RUN = "update mailing set finished_at = now() where finished_at is null";
    private static final String KEEP_ROWS = "create table planned as select * from message";
    private static final String COPY = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel,
              appointment_id, appointment_version, withheld)
            select mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel, appointment_id,
              appointment_version, withheld
            from planned
            """;
    private static final String COMPUTE = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
            select 1, row_number() over (order by occasion), current_date, occasion, id, 'EMAIL'
            from (select id, concat_ws(':', 'c', 1, id) as occasion from patient where birth_date > '1970-01-01') everybody
            """;

    @TempDir
    Path folder;
    private final List<Double> fromLaunch = new ArrayList<>();

    @Bench("plan")
    void plan() throws Exception {
        var plans = new ArrayList<Double>();
        var copies = new ArrayList<Double>();
        var computations = new ArrayList<Double>();
        try (var stage = new Stage(folder, MESSAGES, 1)) {
            JdbcClient jdbc = stage.jdbc();
            for (int round = 1; round <= ROUNDS; round++) {
                plans.add(plan(stage, round));
                assertThat(jdbc.sql("select count(*) from message").query(Integer.class).single()).isEqualTo(MESSAGES);
                if (round == 1) {
                    jdbc.sql(KEEP_ROWS).update();
                }
                copies.add(insert(stage, COPY));
                computations.add(insert(stage, COMPUTE));
            }
            report(stage, median(plans), median(copies), median(computations));
        }
    }

    /// From the start of its mailing until the plan is there for all to see, by a service that planned before. The relay cannot
    /// be reached, so that nothing is sent.
    private double plan(Stage stage, int number) {
        var node = stage.start(Map.of("spring.mail.port", "1", "vestnik.dispatch.patience", "1h"));
        node.promote("EMAIL", NOBODY);
        stage.awaitEnd(number * 2L - 1);
        empty(stage.jdbc());
        long begun = System.nanoTime();
        node.promote("EMAIL", Crowd.young(0));
        double alone = Awaitility.await().atMost(Duration.ofMinutes(10)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> stage.jdbc().sql(TELL_PLANNED).param("number", number * 2L).query(Double.class).optional(),
                        Optional::isPresent)
                .orElseThrow();
        fromLaunch.add((System.nanoTime() - begun) / 1e9);
        stage.stop();
        stage.jdbc().sql(FORGET_RUN).update();
        return alone;
    }

    private static double insert(Stage stage, String statement) {
        empty(stage.jdbc());
        long begun = System.nanoTime();
        assertThat(stage.cold().sql(statement).update()).isEqualTo(MESSAGES);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void empty(JdbcClient jdbc) {
        jdbc.sql("truncate message, attempt, outcome").update();
        jdbc.sql("checkpoint").update();
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    private void report(Stage stage, double plan, double copy, double compute) {
        var more = new LinkedHashMap<String, Object>();
        more.put("planSeconds", Result.rounded(plan));
        more.put("fromLaunchSeconds", Result.rounded(median(fromLaunch)));
        more.put("bareSeconds", Result.rounded(copy));
        more.put("bareFromPatientsSeconds", Result.rounded(compute));
        more.put("ratioToBareFromPatients", Result.rounded(plan / compute));
        more.put("heapLimitMb", Stage.HEAP_MB);
        Results.add(new Result("plan", MESSAGES, 1, 0, MESSAGES / plan, null, plan / copy,
                "time of the plan to the bare insert … select of its rows", stage.heapMb(), more));
    }
}
