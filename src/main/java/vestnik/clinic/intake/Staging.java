package vestnik.clinic.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Copies checked rows into a temporary table, emptied at commit, from which they are upserted set by set.
@Component
class Staging {

    private final JdbcTemplate jdbc;

    Staging(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Needs a transaction. The table's columns are the row's line, its cells, and the SHA-256 of the cells.
    void copy(String table, String columns, List<? extends Row> rows) {
        jdbc.execute("create temp table if not exists %s (%s) on commit delete rows".formatted(table, columns));
        jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, table, rows));
        jdbc.execute("analyze " + table);
    }

    private static long copy(Connection connection, String table, List<? extends Row> rows) throws SQLException {
        var text = new CopyText();
        rows.forEach(text::add);
        try (var in = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8))) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", in);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
