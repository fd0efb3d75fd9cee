package vestnik.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.bench.Bench;
import vestnik.test.OtherProcess;
import vestnik.test.TestDatabase;

/// `verify-ledger` over a million entries, as a process of its own with the start of the service in its time.
class LedgerBench {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerBench.class);
    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final int EACH = 8;

    @TempDir
    Path folder;

    @Bench("verify-ledger")
    void aMillionEntriesInAMinute() throws Exception {
        var url = TestDatabase.freshUrl();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        double buildSeconds = build(JdbcClient.create(source));
        var settings = OtherProcess.settings();
        settings.put("spring.datasource.url", url);
        long began = System.nanoTime();
        var exit = OtherProcess.start(settings, folder.resolve("output"), "verify-ledger").await();
        double seconds = (System.nanoTime() - began) / 1e9;
        LOG.info("{}", Files.readString(folder.resolve("output")));
        assertThat(exit).isZero();
        report(seconds, buildSeconds);
        assertThat(seconds).isLessThan(60);
    }

    private static double build(JdbcClient jdbc) {
        long began = System.nanoTime();
        jdbc.sql("""
                with person as (
                  insert into patient (external_id, content_hash)
                  select 'L' || n, '' from generate_series(1, :people) n
                  returning id
                )
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording, evidence)
                select id, purpose, channel, act, now() - interval '1 year' + n * interval '1 minute', 'PREFERENCE_PAGE',
                  'patient', '1', jsonb_build_object('ip', '203.0.113.7', 'message', n || '.' || id, 'userAgent',
                    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36')
                from generate_series(1, :each / 4) n
                cross join (values ('GRANT'), ('WITHDRAWAL')) acts (act)
                cross join (values ('PROMOTION', 'EMAIL'), ('REVIEW', 'SMS')) kinds (purpose, channel)
                cross join person
                """).param("people", ENTRIES / EACH).param("each", EACH).update();
        jdbc.sql("vacuum analyze").update();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void report(double seconds, double buildSeconds) throws IOException {
        String json = """
                {"entries": %d, "seconds": %.1f, "perSecond": %.0f, "writtenPerSecond": %.0f, "heapMb": 512}
                """.formatted(ENTRIES, seconds, ENTRIES / seconds, ENTRIES / buildSeconds);
        LOG.info("{}", json);
        Files.createDirectories(Path.of("target", "bench"));
        Files.writeString(Path.of("target", "bench", "verify-ledger.json"), json);
    }
}
