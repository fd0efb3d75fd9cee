package vestnik.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.OtherProcess;
import vestnik.test.SmtpSink;
import vestnik.test.SmtpSource;
import vestnik.test.TestDatabase;

/// A reminder run over 100 000 due appointments, planned, sent to smtp-sink and recorded, against what smtp-source reaches
/// on the same sink in the same minutes. Sink, database and service share the machine.
class ReminderRunBench {

    private static final Logger LOG = LoggerFactory.getLogger(ReminderRunBench.class);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 100_000);
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 8);
    private static final int BYTES = 5_000;
    private static final Pattern PLANNED = Pattern.compile("(\\d+) messages planned in (\\d+) ms");

    @TempDir
    Path folder;

    @Bench("reminders-100k")
    void reminders() throws Exception {
        String url = TestDatabase.freshUrl();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        new Clinic(source).crowd(MESSAGES, now.plus(Duration.ofDays(3)));
        try (var sink = SmtpSink.start()) {
            double before = SmtpSource.rate(sink.port(), CONNECTIONS, MESSAGES, BYTES);
            run(url, now, sink.port());
            double after = SmtpSource.rate(sink.port(), CONNECTIONS, MESSAGES, BYTES);
            report(JdbcClient.create(source), (before + after) / 2);
        }
    }

    private void run(String url, Instant now, int port) throws InterruptedException, IOException {
        var settings = OtherProcess.settings();
        settings.put("spring.datasource.url", url);
        settings.put("spring.mail.port", String.valueOf(port));
        settings.put("vestnik.dispatch.journal", folder.resolve("journal").toString());
        settings.put("vestnik.dispatch.email-connections", String.valueOf(CONNECTIONS));
        settings.put("vestnik.reminders.offsets.early.channels", "EMAIL");
        Path log = folder.resolve("run.log");
        try (var process = OtherProcess.start(settings,
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=4", "-XX:+UseParallelGC", "-XX:-UseSerialGC"), log, "run",
                "appointment-reminders", "--at", now.toString())) {
            assertThat(process.await()).as(Files.readString(log)).isZero();
        }
    }

    private void report(JdbcClient jdbc, double smtpSource) throws IOException {
        record Span(long accepted, double seconds) {}
        Span span = jdbc.sql("""
                select count(*) filter (where result = 'ACCEPTED'), extract(epoch from
                  max(outcome.at) - (select min(at) from attempt))
                from outcome
                """).query((row, _) -> new Span(row.getLong(1), row.getDouble(2))).single();
        double rate = span.accepted / span.seconds;
        var planned = PLANNED.matcher(Files.readString(folder.resolve("run.log")));
        assertThat(planned.find()).isTrue();
        LOG.info("planned {} in {} ms; {} sent at {} a second over {} connections; smtp-source {} a second; ratio {}",
                planned.group(1), planned.group(2), span.accepted, Math.round(rate), CONNECTIONS,
                Math.round(smtpSource),
                String.format("%.2f", rate / smtpSource));
        Path results = Files.createDirectories(Path.of("target", "bench"));
        Files.writeString(results.resolve("reminders-100k.json"), """
                {"messages": %d, "connections": %d, "planMillis": %s, "perSecond": %.0f, "smtpSourcePerSecond": %.0f, "ratio": %.3f, "heapMb": 512}
                """.formatted(span.accepted, CONNECTIONS, planned.group(2), rate, smtpSource, rate / smtpSource));
        assertThat(span.accepted).isEqualTo(MESSAGES);
    }
}
