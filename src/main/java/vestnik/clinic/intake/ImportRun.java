package vestnik.clinic.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One import of one file and what came of it so far: rowsRead = created + updated + unchanged + rejected.
///
/// @param format such as `CSV PATIENTS`
/// @param fieldsDropped bad contact fields of rows that were kept
/// @param ignored resources of a FHIR file for which there is no use
/// @param failure why the file was refused whole
public record ImportRun(long id, String fileName, String format, String startedBy, Instant startedAt,
        @Nullable Instant finishedAt, State state, long rowsTotal, long rowsRead, long created, long updated,
        long unchanged, long rejected, long fieldsDropped, long ignored, @Nullable String failure) {

    /// RUNNING is worked on, or will be gone on with; DONE has read all rows; REFUSED could not be read, nothing of it was
    /// taken; FAILED stopped for a fault of ours and goes on when it is started again.
    public enum State {
        RUNNING, DONE, REFUSED, FAILED
    }

    /// Rows a second from start to finish, or until `now`.
    public long perSecond(Instant now) {
        var until = finishedAt == null ? now : finishedAt;
        return rowsRead * 1000 / Math.max(1, until.toEpochMilli() - startedAt.toEpochMilli());
    }

    static ImportRun read(ResultSet row, int number) throws SQLException {
        return new ImportRun(row.getLong("id"), row.getString("file_name"), row.getString("format"),
                row.getString("started_by"), row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")), State.valueOf(row.getString("state")),
                row.getLong("rows_total"), row.getLong("rows_read"), row.getLong("created"), row.getLong("updated"),
                row.getLong("unchanged"), row.getLong("rejected"), row.getLong("fields_dropped"),
                row.getLong("ignored"), row.getString("failure"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
