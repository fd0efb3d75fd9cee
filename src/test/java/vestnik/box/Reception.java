package vestnik.box;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.box.clinic.DemoClinic;
import vestnik.clinic.intake.ImportRun;
import vestnik.clinic.intake.Imports;

/// Hands in the invented clinic's files through the real import: all of them at first, later what came since.
final class Reception {

    private static final String BY = "clinic in a box";

    private static final String FOUNDED = """
            select min(started_at) from import_run
            where exists (select from import_run done where done.format like '%CONSENTS%' and done.finished_at is not null)
            """;

    private static final String LAST_IMPORT = "select max(started_at) from import_run";

    private static final String COVERED = "select max(starts_at) from appointment where status = 'BOOKED'";

    private static final String VISITS_THAT_PASSED = """
            select appointment.external_id, patient.external_id as patient, specialist.external_id as specialist,
              branch.external_id as branch, starts_at, ends_at
            from appointment
            join patient on patient.id = patient_id
            join specialist on specialist.id = specialist_id
            join branch on branch.id = branch_id
            where status = 'BOOKED' and starts_at < :now
            """;

    private static final String BLOCK_SOME = """
            update patient set blocked_at = :now, blocked_reason = 'request of the patient'
            where substring(external_id from 3)::integer % 397 = 11
            """;

    private static final String SUPPRESS_SOME = """
            insert into suppression (channel, address, reason, source, since)
            select 'EMAIL', lower(email), case when id % 2 = 0 then 'HARD_BOUNCE' else 'COMPLAINT' end, 'demo', :now
            from patient where email is not null and substring(external_id from 3)::integer % 149 = 7
            union
            select 'SMS', phone, 'STOP', 'demo', :now
            from patient where phone is not null and substring(external_id from 3)::integer % 211 = 5
            on conflict do nothing
            """;

    private final Imports imports;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Path folder;
    private final int patients;
    private final PrintStream out;

    Reception(Imports imports, JdbcClient jdbc, Clock clock, Path folder, int patients, PrintStream out) {
        this.imports = imports;
        this.jdbc = jdbc;
        this.clock = clock;
        this.folder = folder;
        this.patients = patients;
        this.out = out;
    }

    void handIn() {
        Instant now = clock.instant();
        Optional<Instant> founded = moment(FOUNDED);
        if (founded.isEmpty()) {
            found(now);
        } else if (moment(LAST_IMPORT).orElseThrow().isBefore(now.minus(Duration.ofDays(1)))) {
            goOn(founded.get(), now);
        } else {
            out.println("  The clinic is as the last run left it.");
        }
    }

    private void found(Instant now) {
        out.println("  A new clinic hands in its files:");
        clinic(now).writeAll(folder, now).forEach(this::read);
        jdbc.sql(BLOCK_SOME).param("now", utc(now)).update();
        jdbc.sql(SUPPRESS_SOME).param("now", utc(now)).update();
    }

    private void goOn(Instant founded, Instant now) {
        out.println("  More than a day went by; the clinic hands in what came since:");
        DemoClinic clinic = clinic(founded);
        read(clinic.writePassed(folder, passed(now)));
        read(clinic.writeComing(folder, now, moment(COVERED).orElse(now)));
    }

    private DemoClinic clinic(Instant founded) {
        return new DemoClinic(LocalDate.ofInstant(founded, DemoClinic.zone()), patients);
    }

    private void read(Path file) {
        ImportRun run = imports.run(file, BY);
        Instant end = Optional.ofNullable(run.finishedAt()).orElseGet(clock::instant);
        out.printf("    %-20s %,8d rows: %,d new, %,d changed, %,d refused, %,d bad fields left out, %.1f s%n",
                file.getFileName(), run.rowsRead(), run.created(), run.updated(), run.rejected(), run.fieldsDropped(),
                Duration.between(run.startedAt(), end).toMillis() / 1000.0);
        if (run.state() != ImportRun.State.DONE) {
            throw new IllegalStateException("%s was not imported: %s".formatted(file, run.failure()));
        }
    }

    private List<List<String>> passed(Instant now) {
        return jdbc.sql(VISITS_THAT_PASSED).param("now", utc(now)).query((row, _) -> List.of(
                row.getString("external_id"), row.getString("patient"), row.getString("specialist"), "",
                row.getString("branch"), "", "", "", "", instant(row.getObject("starts_at", OffsetDateTime.class)),
                instant(row.getObject("ends_at", OffsetDateTime.class)), "FULFILLED", "")).list();
    }

    private static String instant(OffsetDateTime time) {
        return time.toInstant().toString();
    }

    private Optional<Instant> moment(String sql) {
        return jdbc.sql(sql).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
