package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.MailSink;
import vestnik.test.OtherProcess;
import vestnik.test.TestDatabase;

/// Real processes on one database, and a relay that remembers: what it got is held against what they recorded.
class KilledRunTest {

    static final int PATIENTS = 3_000;
    static final int CONNECTIONS = 8;

    @TempDir
    Path folder;
    final MailSink sink = new MailSink(Duration.ofMillis(4));
    final String url = TestDatabase.freshUrl();
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    JdbcClient jdbc;

    @BeforeEach
    void fill() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        jdbc = JdbcClient.create(source);
        new Clinic(source).crowd(PATIENTS, now.plus(Duration.ofDays(3)));
    }

    @AfterEach
    void close() throws Exception {
        sink.close();
    }

    @Test
    void aKilledRunGoesOnWithoutALossOrASecondMessage() throws Exception {
        try (var first = remind("first.log")) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5))
                    .until(() -> sink.count() > PATIENTS / 3 || !first.isAlive());
            first.kill();
        }
        assertThat(sink.count()).as("killed in the middle").isBetween(PATIENTS / 3, PATIENTS - 1);
        try (var second = remind("second.log")) {
            assertThat(second.await()).as(Files.readString(folder.resolve("second.log"))).isZero();
        }
        Map<String, Long> states = states();
        long uncertain = states.getOrDefault("UNCERTAIN", 0L);
        assertThat(uncertain).as("uncertain").isLessThanOrEqualTo(CONNECTIONS);
        assertThat(states.getOrDefault("ACCEPTED", 0L) + uncertain).isEqualTo(PATIENTS);
        assertThat(sink.received()).as("nobody is written to twice").doesNotHaveDuplicates();
        assertThat((long) new HashSet<>(sink.received()).size()).as("nobody is forgotten")
                .isBetween(PATIENTS - uncertain, (long) PATIENTS);
    }

    @Test
    void aRunThatIsToldToStopHandsTheRestBack() throws Exception {
        try (var first = remind("first.log")) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5))
                    .until(() -> sink.count() > PATIENTS / 3 || !first.isAlive());
            first.terminate();
            first.await();
        }
        assertThat(sink.count()).as("stopped in the middle").isBetween(PATIENTS / 3, PATIENTS - 1);
        assertThat(states().keySet()).as("nothing is uncertain").containsExactlyInAnyOrder("ACCEPTED", "WAITING");
        try (var second = remind("second.log")) {
            assertThat(second.await()).as(Files.readString(folder.resolve("second.log"))).isZero();
        }
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", (long) PATIENTS));
        assertThat(sink.received()).hasSize(PATIENTS).doesNotHaveDuplicates();
    }

    @Test
    void twoProcessesAtOnceWriteToEverybodyOnce() throws Exception {
        try (var first = remind("first.log"); var second = remind("second.log")) {
            assertThat(first.await()).as(Files.readString(folder.resolve("first.log"))).isZero();
            assertThat(second.await()).as(Files.readString(folder.resolve("second.log"))).isZero();
        }
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", (long) PATIENTS));
        assertThat(sink.received()).hasSize(PATIENTS).doesNotHaveDuplicates();
    }

    private OtherProcess remind(String log) {
        var settings = OtherProcess.settings();
        settings.put("spring.datasource.url", url);
        settings.put("spring.mail.port", String.valueOf(sink.port()));
        settings.put("vestnik.dispatch.journal", folder.resolve("journal").toString());
        settings.put("vestnik.dispatch.range", "50");
        settings.put("vestnik.dispatch.email-connections", String.valueOf(CONNECTIONS));
        settings.put("vestnik.reminders.offsets.early.channels", "EMAIL");
        return OtherProcess.start(settings, folder.resolve(log), "run", "appointment-reminders", "--at",
                now.toString());
    }

    private Map<String, Long> states() {
        return jdbc.sql("select state, count(*) as messages from message_state group by state")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
