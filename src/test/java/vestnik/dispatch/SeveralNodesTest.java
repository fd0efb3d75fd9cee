package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.MailSink;
import vestnik.test.ServiceNode;
import vestnik.test.TestDatabase;

/// Several real processes share one promotion; a relay that remembers is held against what they recorded.
class SeveralNodesTest {

    static final int PATIENTS = 6_000;
    static final int CONNECTIONS = 8;

    @TempDir
    Path folder;
    final MailSink sink = new MailSink(Duration.ofMillis(20));
    final String url = TestDatabase.freshUrl();
    JdbcClient jdbc;

    @BeforeEach
    void fill() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        jdbc = JdbcClient.create(source);
        new Clinic(source).crowd(PATIENTS, Instant.now().plus(Duration.ofDays(3)));
    }

    @AfterEach
    void close() throws Exception {
        sink.close();
    }

    @Test
    void bothSendAndWhenTheOneThatLeadsIsKilledTheOtherEndsTheRun() throws Exception {
        try (var first = node("first"); var second = node("second")) {
            second.awaitServing();
            first.awaitServing();
            first.promote("EMAIL", "{}");
            awaitSent(PATIENTS / 3);
            assertThat(nodesAtWork()).as("nodes at work").isEqualTo(2);
            first.kill();
            awaitFinished();
        }
        judge(CONNECTIONS);
    }

    @Test
    void whatAKilledHelperHadIsTakenOver() throws Exception {
        try (var first = node("first"); var second = node("second")) {
            second.awaitServing();
            first.awaitServing();
            first.promote("EMAIL", "{}");
            awaitSent(PATIENTS / 3);
            second.kill();
            awaitFinished();
        }
        judge(CONNECTIONS);
    }

    @Test
    void aNodeThatStoodStillLongerThanAnyLeaseSendsNothingTwice() throws Exception {
        try (var first = node("first"); var second = node("second")) {
            second.awaitServing();
            first.awaitServing();
            first.promote("EMAIL", "{}");
            awaitSent(PATIENTS / 3);
            second.pause();
            Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(
                    () -> unrecorded() == 0 && sink.count() > PATIENTS - CONNECTIONS - 1);
            second.goOn();
            awaitFinished();
        }
        judge(CONNECTIONS);
    }

    @Test
    void aNodeThatStandsStillInTheMiddleOfATransactionHoldsNobodyUp() throws Exception {
        try (var first = node("first"); var second = node("second")) {
            second.awaitServing();
            first.awaitServing();
            first.promote("EMAIL", "{}");
            awaitSent(PATIENTS / 4);
            pauseInATransaction(second, "second");
            awaitFinished();
            second.goOn();
        }
        judge(CONNECTIONS);
    }

    @Test
    void aRollingRestartLosesNothingAndLeavesNothingUncertain() throws Exception {
        var second = node("second");
        try (var first = node("first")) {
            second.awaitServing();
            first.awaitServing();
            first.promote("EMAIL", "{}");
            awaitSent(PATIENTS / 4);
            second.terminate();
            second = node("second again").awaitServing();
            awaitSent(PATIENTS / 2);
            first.terminate();
            awaitFinished();
        } finally {
            second.close();
        }
        judge(0);
    }

    private void awaitSent(int messages) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5))
                .until(() -> sink.count() >= messages);
    }

    private void pauseInATransaction(ServiceNode node, String name) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    node.pause();
                    boolean caught = holdsRows(name);
                    if (!caught) {
                        node.goOn();
                    }
                    return caught;
                });
    }

    private boolean holdsRows(String node) {
        return count("""
                select count(*) from pg_stat_activity
                where application_name = '%s' and state = 'idle in transaction' and backend_xid is not null
                """.formatted(node)) > 0;
    }

    private void awaitFinished() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                .until(() -> count("select count(*) from mailing where finished_at is not null") == 1);
    }

    private long nodesAtWork() {
        return count("select count(distinct node) from attempt");
    }

    private long unrecorded() {
        return count("""
                select count(*) from attempt
                left join outcome using (mailing_id, ordinal, number, occasion_on) where outcome.mailing_id is null
                """);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void judge(int mayBeUncertain) {
        Map<String, Long> states = new HashMap<>();
        jdbc.sql("select state, count(*) from message_state group by state")
                .query(row -> {
                    states.put(row.getString(1), row.getLong(2));
                });
        long uncertain = states.getOrDefault("UNCERTAIN", 0L);
        assertThat(uncertain).as("uncertain").isLessThanOrEqualTo(mayBeUncertain);
        assertThat(states.getOrDefault("ACCEPTED", 0L) + uncertain).as("final: %s", states).isEqualTo(PATIENTS);
        assertThat(sink.received()).as("nobody is written to twice").doesNotHaveDuplicates();
        assertThat((long) new HashSet<>(sink.received()).size()).as("nobody is forgotten")
                .isBetween(PATIENTS - uncertain, (long) PATIENTS);
    }

    private ServiceNode node(String name) {
        return ServiceNode.begin(Map.of("spring.datasource.url", url,
                "spring.datasource.hikari.data-source-properties.ApplicationName", name,
                "spring.quartz.auto-startup", "true",
                "vestnik.schedules.appointment-reminders", "off",
                "vestnik.run.recover-every", "2s",
                "spring.mail.port", String.valueOf(sink.port()),
                "vestnik.dispatch.journal", folder.resolve("journal").toString(),
                "vestnik.dispatch.range", "50",
                "vestnik.dispatch.email-connections", String.valueOf(CONNECTIONS)), List.of("-Xmx384m"),
                folder.resolve(name + ".log"));
    }
}
