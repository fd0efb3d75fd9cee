package vestnik.clinic.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Understands the first line of a CSV file, or refuses the file with the columns that it should have.
final class Header {

    private Header() {}

    static List<Column> columns(List<String> cells) {
        var columns = cells.stream().map(Header::column).flatMap(Optional::stream).toList();
        if (columns.size() * 2 < cells.size() || columns.size() < 2) {
            throw missing();
        }
        var unknown = cells.stream().filter(cell -> column(cell).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw refused("line 1: unknown column " + String.join(", ", unknown), kindLike(columns));
        }
        if (EnumSet.copyOf(columns).size() < columns.size()) {
            throw refused("line 1: a column stands there twice", kindLike(columns));
        }
        return columns;
    }

    static FileKind kind(List<Column> columns) {
        var kind = kindLike(columns);
        var missing = new ArrayList<>(kind.columns());
        missing.removeAll(columns);
        var foreign = new ArrayList<>(columns);
        foreign.removeAll(kind.columns());
        if (!missing.isEmpty() || !foreign.isEmpty()) {
            throw refused(
                    "line 1: " + Stream.of(said("missing column", missing), said("column of another kind", foreign))
                            .filter(said -> !said.isEmpty()).collect(Collectors.joining("; ")),
                    kind);
        }
        return kind;
    }

    static UnreadableFileException missing() {
        return new UnreadableFileException("NO_HEADER", "line 1 does not name the columns. " + known());
    }

    private static Optional<Column> column(String cell) {
        var name = cell.strip().toLowerCase(Locale.ROOT);
        return Stream.of(Column.values()).filter(column -> column.header().equals(name)).findFirst();
    }

    private static FileKind kindLike(List<Column> columns) {
        return Stream.of(FileKind.values()).max(Comparator.comparingLong(kind -> 2
                * columns.stream().filter(kind.columns()::contains).count() - kind.columns().size())).orElseThrow();
    }

    private static String said(String what, List<Column> columns) {
        return columns.isEmpty()
                ? ""
                : what + " " + columns.stream().map(Column::header).collect(Collectors.joining(", "));
    }

    private static UnreadableFileException refused(String what, FileKind kind) {
        return new UnreadableFileException("UNKNOWN_HEADER", what + ". A file of "
                + kind.name().toLowerCase(Locale.ROOT) + " has the columns " + kind.header(';') + " (or with commas), "
                + "in any order");
    }

    private static String known() {
        return Stream.of(FileKind.values())
                .map(kind -> "A file of " + kind.name().toLowerCase(Locale.ROOT) + " begins with " + kind.header(';'))
                .collect(Collectors.joining(". "));
    }
}
