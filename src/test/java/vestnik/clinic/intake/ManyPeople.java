package vestnik.clinic.intake;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Files of a big clinic: the same ones each time.
final class ManyPeople {

    private ManyPeople() {}

    static Path patients(Path folder, int many) {
        return write(folder.resolve("patients.csv"), FileKind.PATIENTS, many, number -> String.join(";", "p" + number,
                "Иванова" + number % 977, "Анна" + number % 89, "Петровна", number % 2 == 0 ? "F" : "M",
                "%d-%02d-%02d".formatted(1930 + number % 90, 1 + number % 12, 1 + number % 28), "", "", "", "ru", "",
                "patient" + number + "@example.org", "+7916%07d".formatted(number)));
    }

    static Path appointments(Path folder, int many, int patients) {
        return write(folder.resolve("appointments.csv"), FileKind.APPOINTMENTS, many,
                number -> String.join(";", "v" + number, "p" + number % patients, "s" + number % 200,
                        "Врач " + number % 200, "b" + number % 10, "Филиал " + number % 10, "ул. Ленина, 1",
                        "+7 495 123-45-67", "Europe/Moscow",
                        "2026-%02d-%02dT%02d:30".formatted(1 + number % 12, 1 + number % 28, 8 + number % 10), "",
                        number % 3 == 0 ? "FULFILLED" : "BOOKED", ""));
    }

    private static Path write(Path file, FileKind kind, int many, IntFunction<String> row) {
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println(kind.header(';'));
            IntStream.range(0, many).mapToObj(row).forEach(out::println);
            return file;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
