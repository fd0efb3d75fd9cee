package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.OtherProcess;
import vestnik.test.TestDatabase;

class KilledImportTest {

    private static final int PATIENTS = 20_000;

    @TempDir
    Path folder;

    @Test
    void goesOnWhereItWasKilledAndTakesEachRowOnce() throws Exception {
        var url = TestDatabase.freshUrl();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        var jdbc = JdbcClient.create(source);
        var file = ManyPeople.patients(folder, PATIENTS).toString();
        var settings = OtherProcess.settings();
        settings.put("spring.datasource.url", url);
        settings.put("vestnik.intake.page-rows", "100");

        var killed = OtherProcess.start(settings, folder.resolve("killed"), "import", file);
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5))
                .until(() -> !killed.isAlive() || read(jdbc) >= 1000);
        killed.kill();
        long before = read(jdbc);
        assertThat(before).as("rows before kill -9; %s", Files.readString(folder.resolve("killed")))
                .isBetween(1000L, PATIENTS - 1L);
        assertThat(jdbc.sql("select count(*) from patient").query(Long.class).single()).isEqualTo(before);

        var restarted = OtherProcess.start(settings, folder.resolve("restarted"), "import", file);
        assertThat(restarted.await()).isZero();
        assertThat(Files.readString(folder.resolve("restarted"))).contains("begins at row " + before + " of 20000");
        assertThat(jdbc.sql("""
                select rows_read || ' ' || created || ' ' || updated || ' ' || unchanged || ' ' || rejected
                from import_run where finished_at is not null
                """).query(String.class).list()).containsExactly("20000 20000 0 0 0");
        assertThat(jdbc.sql("select count(*) from patient").query(Long.class).single()).isEqualTo(PATIENTS);
    }

    private static long read(JdbcClient jdbc) {
        return jdbc.sql("select coalesce(max(rows_read), 0) from import_run").query(Long.class).single();
    }
}
