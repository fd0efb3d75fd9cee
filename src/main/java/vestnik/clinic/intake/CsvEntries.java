package vestnik.clinic.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV file.
final class CsvEntries implements Entries {

    private final CsvFormat format;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private long line;

    CsvEntries(CsvFormat format, Path file) throws IOException {
        this.format = format;
        reader = CsvReader.builder().fieldSeparator(format.separator()).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(CsvFormat.reader(file, format.charset()));
        records = reader.iterator();
        record();
    }

    @Override
    public @Nullable Entry next() {
        var row = record();
        return row == null ? null : entry(row);
    }

    @Override
    public long ignored() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private @Nullable CsvRecord record() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            var row = records.next();
            line = row.getStartingLineNumber();
            return row;
        } catch (CsvParseException _) {
            throw new UnreadableFileException("BROKEN_CSV", "the row after line " + line
                    + " has a quotation mark that is not closed, or text behind a closing one; "
                    + "put cells with quotation marks into quotation marks and double those inside");
        }
    }

    private Entry entry(CsvRecord row) {
        var cells = new Cells();
        for (int i = 0; i < Math.min(row.getFieldCount(), format.columns().size()); i++) {
            cells.put(format.columns().get(i), row.getField(i));
        }
        var entry = new Entry(format.kind(), row.getStartingLineNumber(), cells.toMap(), List.of());
        return row.getFieldCount() == format.columns().size() ? entry : misshapen(entry, row.getFieldCount());
    }

    // Which cell is missing is not known, so neither is the id.
    private Entry misshapen(Entry entry, int cells) {
        var why = cells + " cells instead of " + format.columns().size();
        return new Entry(entry.kind(), entry.line(), Map.of(),
                List.of(new Reject(entry.line(), Reject.ROW, null, why, false)));
    }
}
