package vestnik.clinic.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Rows in the text format of PostgreSQL's COPY.
final class CopyText {

    private static final byte END_OF_CELL = 0x1f;

    private final StringBuilder text = new StringBuilder(1 << 16);
    private final MessageDigest sha256 = FileHash.sha256();

    void add(Row row) {
        text.append(row.line());
        for (var cell : row.cells()) {
            text.append('\t');
            var value = cell == null ? null : cell.toString();
            hash(value);
            append(value);
        }
        text.append("\t\\\\x").append(HexFormat.of().formatHex(sha256.digest())).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void hash(@Nullable String value) {
        if (value != null) {
            sha256.update(value.getBytes(StandardCharsets.UTF_8));
        }
        sha256.update(END_OF_CELL);
    }

    private void append(@Nullable String value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                text.append('\\');
            }
            text.append(value.charAt(i));
        }
    }
}
