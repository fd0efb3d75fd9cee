package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.TestDatabase;

class NodeTest {

    static final Path LOCKS = Path.of("/proc/locks");

    @TempDir
    Path journal;

    @Test
    void staysLockedForOthersThoughItLooksAtItself() throws Exception {
        assumeTrue(Files.exists(LOCKS), "skipped: this system does not tell who holds locks");
        var settings = new DispatchSettings(1, 1, 1, Duration.ofMillis(200), Duration.ZERO, journal);
        try (var node = new Node(settings)) {
            assertThat(isLocked(node)).isTrue();
            assertThat(Node.isAlive(node.folder())).isTrue();
            assertThat(Node.isOfThisBoot(node.folder())).isTrue();
            assertThat(Journals.of(node.id(), journal).mayLive()).isTrue();
            new OldJournals(settings, JdbcClient.create(TestDatabase.fresh()), Clock.offset(Clock.systemUTC(),
                    Duration.ofHours(1))).clearAway();
            assertThat(isLocked(node)).isTrue();
        }
        assertThat(journal).isEmptyDirectory();
    }

    private static boolean isLocked(Node node) throws IOException {
        String file = ":" + Files.getAttribute(node.folder().resolve(Node.LOCK), "unix:ino") + " ";
        return Files.readAllLines(LOCKS).stream().anyMatch(line -> line.contains(file));
    }
}
