package vestnik.box.clinic;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vestnik.clinic.intake.FileKind;

/// The invented clinic of one seed, founded on one day; writes what it hands in as CSV files.
public final class DemoClinic {

    private static final long SEED = 20_26;

    private final People people;
    private final LocalDate founded;

    /// The same day gives the same people. Of 20 000 patients 6 000 will come in the next days, and 2 400 came in the last.
    public DemoClinic(LocalDate founded, int patients) {
        this.founded = founded;
        people = Households.draw(SEED, patients, founded);
    }

    /// All that the clinic knows at first, in the order in which it can be read.
    public List<Path> writeAll(Path folder, Instant now) {
        return List.of(
                write(folder, FileKind.PATIENTS, people.patients().stream().map(each -> each.row(founded))),
                write(folder, FileKind.REPRESENTATIVES, people.representations().stream().map(Representation::row)),
                write(folder, FileKind.APPOINTMENTS,
                        Stream.concat(Visits.past(SEED, people, now, share(0.12), share(0.45)).stream(),
                                Visits.coming(SEED, people, now, now, share(0.3)).stream()).map(Visit::row)),
                write(folder, FileKind.CONSENTS, Consents.draw(SEED, people, founded).stream().map(Consent::row)));
    }

    /// Appointments for the days that were not covered when the clinic last handed in a file.
    public Path writeComing(Path folder, Instant now, Instant covered) {
        Instant from = covered.isAfter(now) ? covered : now;
        return write(folder, FileKind.APPOINTMENTS,
                Visits.coming(SEED, people, now, from, share(0.08)).stream().map(Visit::row));
    }

    /// Visits that took place since, as rows of a file.
    public Path writePassed(Path folder, List<List<String>> rows) {
        return write(folder.resolve("passed"), FileKind.APPOINTMENTS, rows.stream());
    }

    private int share(double ofPatients) {
        return (int) (people.patients().size() * ofPatients);
    }

    private static Path write(Path folder, FileKind kind, Stream<List<String>> rows) {
        Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".csv");
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(Files.createDirectories(folder)
                .resolve(file.getFileName()))) {
            csv.writeRecord(kind.header(';').split(";"));
            rows.forEach(csv::writeRecord);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return file;
    }

    /// The zone of the clinic's head office.
    public static ZoneId zone() {
        return Branch.BRYANSK.zone();
    }
}
