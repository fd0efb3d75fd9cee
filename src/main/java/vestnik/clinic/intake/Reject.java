package vestnik.clinic.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What could not be taken: where, which field and why; never the person's data.
///
/// @param line of a CSV, or the number of the resource in a FHIR file, from 1
/// @param field a column's header, or `row`
/// @param id the clinic's own id of the row, if it has one
/// @param rowKept whether the rest of the row was taken
public record Reject(long line, String field, @Nullable String id, String reason, boolean rowKept) {

    /// The field of a fault that concerns the whole row.
    static final String ROW = "row";

    Reject ofLostRow() {
        return new Reject(line, field, id, reason, false);
    }

    static Reject read(ResultSet row, int number) throws SQLException {
        return new Reject(row.getLong("line"), row.getString("field"), row.getString("id"), row.getString("reason"),
                row.getBoolean("row_kept"));
    }
}
