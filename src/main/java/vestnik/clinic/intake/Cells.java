package vestnik.clinic.intake;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the cells of an entry; empty ones are left out.
public final class Cells {

    private final EnumMap<Column, String> cells = new EnumMap<>(Column.class);

    /// Adds what is handed in for a column, if it is not empty.
    public Cells put(Column column, @Nullable Object cell) {
        var text = cell == null ? "" : cell.toString().strip();
        if (!text.isEmpty()) {
            cells.put(column, text);
        }
        return this;
    }

    /// What was collected.
    public Map<Column, String> toMap() {
        return cells;
    }
}
