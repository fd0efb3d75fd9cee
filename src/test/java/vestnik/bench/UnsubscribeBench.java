package vestnik.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.TestLinks;
import vestnik.test.Clinic;
import vestnik.test.Looks;
import vestnik.test.ServiceNode;
import vestnik.test.SmtpSink;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;

/// Unsubscribes at a fixed rate while a promotion leaves at full speed: how long a person waits for the answer, and what
/// that costs the promotion, against the same promotion undisturbed just before and after.
class UnsubscribeBench {

    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribeBench.class);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 300_000);
    private static final int PER_SECOND = Integer.getInteger("bench.unsubscribes", 200);
    private static final String FINISHED = "select count(*) from mailing where finished_at is not null";
    private static final String RATE = """
            select count(*) filter (where result = 'ACCEPTED')
              / extract(epoch from max(outcome.at) - (select min(at) from attempt where mailing_id = :mailing))
            from outcome where mailing_id = :mailing
            """;

    @TempDir
    Path folder;
    final PGSimpleDataSource source = new PGSimpleDataSource();

    @Bench("unsubscribe")
    void unsubscribesDuringAPromotion() throws Exception {
        String url = TestDatabase.freshUrl();
        source.setUrl(url);
        new Clinic(source).crowd(MESSAGES, Instant.now().plus(Duration.ofDays(3)));
        try (var kept = Looks.at(url);
                var sink = SmtpSink.start();
                var node = ServiceNode.start(Map.of("spring.datasource.url", url,
                        "spring.mail.port", String.valueOf(sink.port()), "vestnik.rules.marketing-cap.messages", "100",
                        "spring.datasource.hikari.minimum-idle", "24",
                        "vestnik.dispatch.journal",
                        folder.resolve("journal").toString()),
                        List.of("-Xmx512m", "-XX:TieredStopAtLevel=4", "-XX:+UseParallelGC", "-XX:-UseSerialGC"),
                        folder.resolve("node.log"))) {
            JdbcClient jdbc = kept.jdbc();
            promote(jdbc, node, 1);
            disturbed(jdbc, node, 2, new ConcurrentLinkedQueue<>());
            disturbed(jdbc, node, 3, new ConcurrentLinkedQueue<>());
            double before = rate(jdbc, promote(jdbc, node, 4));
            var waits = new ConcurrentLinkedQueue<Long>();
            double during = disturbed(jdbc, node, 5, waits);
            double after = rate(jdbc, promote(jdbc, node, 6));
            report(jdbc, waits.stream().sorted().toList(), during, (before + after) / 2);
        }
    }

    /// The first three warm the virtual machine up, the pages included.
    private long promote(JdbcClient jdbc, ServiceNode node, int number) {
        node.promote("EMAIL", "{}");
        Awaitility.await().atMost(Duration.ofMinutes(5))
                .until(() -> jdbc.sql(FINISHED).query(Integer.class).single() == number);
        return number;
    }

    private double disturbed(JdbcClient jdbc, ServiceNode node, int number, ConcurrentLinkedQueue<Long> waits)
            throws IOException {
        var over = new AtomicBoolean();
        try (var client = new KeptOpen(node.port()); var people = Executors.newCachedThreadPool()) {
            people.execute(() -> press(jdbc, client, number, people, over, waits));
            promote(jdbc, node, number);
            over.set(true);
        }
        return rate(jdbc, number);
    }

    private void press(JdbcClient jdbc, KeptOpen client, int number, ExecutorService people, AtomicBoolean over,
            ConcurrentLinkedQueue<Long> waits) {
        List<String> links = jdbc.sql("""
                select ordinal, patient_id from message where mailing_id = :before and withheld is null order by random() limit :most
                """).param("before", number - 1).param("most", MESSAGES / 5)
                .query((row, _) -> TestLinks.promotion(row.getLong("patient_id"), Channel.EMAIL, number - 1,
                        row.getInt("ordinal")))
                .list();
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10))
                .until(() -> jdbc.sql("select min(ordinal) is not null from attempt where mailing_id = ?").param(number)
                        .query(Boolean.class).single());
        long next = System.nanoTime();
        for (String link : links) {
            if (over.get()) {
                return;
            }
            long due = next;
            people.execute(() -> {
                int status = client.post(link);
                waits.add(status == 200 ? System.nanoTime() - due : Long.MAX_VALUE);
            });
            next += 1_000_000_000L / PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static double rate(JdbcClient jdbc, long mailing) {
        return jdbc.sql(RATE).param("mailing", mailing).query(Double.class).single();
    }

    private void report(JdbcClient jdbc, List<Long> waits, double during, double undisturbed) throws IOException {
        long unsure = jdbc.sql("select count(*) from unconfirmed_stop").query(Long.class).single();
        double p50 = waits.get(waits.size() / 2) / 1e6;
        double p99 = waits.get(waits.size() * 99 / 100) / 1e6;
        LOG.info(
                "{} unsubscribes at {} a second: p50 {} ms, p99 {} ms, longest {} ms, {} unconfirmed; promotion {} a second,"
                        + " undisturbed {}, ratio {}",
                waits.size(), PER_SECOND, Math.round(p50), Math.round(p99),
                waits.getLast() / 1_000_000, unsure, Math.round(during), Math.round(undisturbed),
                String.format("%.2f", during / undisturbed));
        Files.writeString(Files.createDirectories(Path.of("target", "bench")).resolve("unsubscribe.json"), """
                {"messages": %d, "unsubscribes": %d, "unsubscribesPerSecond": %d, "p50Millis": %.1f, "p99Millis": %.1f, "perSecond": %.0f, "undisturbedPerSecond": %.0f, "ratio": %.3f, "unconfirmed": %d}
                """.formatted(MESSAGES, waits.size(), PER_SECOND, p50, p99, during, undisturbed, during / undisturbed,
                unsure));
        assertThat(waits).isNotEmpty().doesNotContain(Long.MAX_VALUE);
    }
}
