package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.bench.Bench;
import vestnik.test.OtherProcess;
import vestnik.test.TestDatabase;

class ImportBench {

    private static final int PATIENTS = 100_000;
    private static final int APPOINTMENTS = 200_000;

    @TempDir
    Path folder;

    @Bench("import")
    void oneHundredThousandPatientsAndTwiceAsManyVisitsInAMinute() throws Exception {
        var patients = ManyPeople.patients(folder, PATIENTS);
        var appointments = ManyPeople.appointments(folder, APPOINTMENTS, PATIENTS);
        var url = TestDatabase.freshUrl();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        var settings = OtherProcess.settings();
        settings.put("spring.datasource.url", url);
        for (var time : List.of("first", "again")) {
            long began = System.nanoTime();
            var child = OtherProcess.start(settings, folder.resolve("output"), "import", patients.toString(),
                    appointments.toString());
            int exit = child.await();
            LoggerFactory.getLogger(getClass()).info("{}: process {} ms, -Xmx512m; {}\n{}", time,
                    (System.nanoTime() - began) / 1_000_000, spans(source), Files.readString(folder.resolve("output")));
            assertThat(exit).isZero();
        }
        assertThat(JdbcClient.create(source).sql("select sum(created) from import_run").query(Long.class).single())
                .isEqualTo(PATIENTS + APPOINTMENTS);
        assertThat(JdbcClient.create(source).sql("select max(version) from appointment").query(Long.class).single())
                .isEqualTo(1);
        assertThat(JdbcClient.create(source).sql("""
                select extract(epoch from sum(finished_at - started_at)) from import_run where created > 0
                """).query(Double.class).single()).isLessThan(60);
    }

    private static List<String> spans(PGSimpleDataSource source) {
        return JdbcClient.create(source).sql("""
                select format || ': ' || (finished_at - started_at) || ', ' || created || ' created, ' || unchanged
                  || ' unchanged'
                from import_run order by id
                """).query((row, _) -> row.getString(1)).list();
    }
}
