package vestnik.clinic.intake;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How a CSV file is written.
///
/// @param columns in the order of the file
record CsvFormat(FileKind kind, List<Column> columns, Charset charset, char separator) implements Format {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    /// Finds out from the file's bytes and its first line.
    static CsvFormat of(Path file) throws IOException {
        var charset = Encoding.of(file);
        var header = firstLine(file, charset);
        var separator = header.chars().filter(c -> c == ';').count() >= header.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
        var columns = Header.columns(cells(header, separator));
        return new CsvFormat(Header.kind(columns), columns, charset, separator);
    }

    @Override
    public String label() {
        return "CSV " + kind;
    }

    @Override
    public CsvEntries open(Path file) throws IOException {
        return new CsvEntries(this, file);
    }

    /// Characters after the byte order mark.
    static Reader reader(Path file, Charset charset) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset));
        reader.mark(1);
        if (!charset.equals(StandardCharsets.UTF_8) || reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static String firstLine(Path file, Charset charset) throws IOException {
        try (var reader = new BufferedReader(reader(file, charset))) {
            var line = reader.readLine();
            if (line == null || line.isBlank()) {
                throw Header.missing();
            }
            return line;
        }
    }

    private static List<String> cells(String line, char separator) throws IOException {
        try (var reader = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line)) {
            return reader.iterator().next().getFields();
        }
    }
}
