package vestnik.clinic.intake;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must be there once: a row by its id (and patient, if it is about a representative), or who it is about.
record EntryKey(FileKind kind, String id, String patientId) {

    static List<EntryKey> ofRow(Entry entry) {
        return switch (entry.kind()) {
            case PATIENTS, APPOINTMENTS -> of(entry.kind(), entry.id(), "");
            case REPRESENTATIVES -> of(entry.kind(), entry.id(), entry.get(Column.PATIENT_ID));
            case CONSENTS -> List.of();
        };
    }

    static List<EntryKey> ofPerson(Entry entry) {
        return entry.kind() == FileKind.REPRESENTATIVES ? of(entry.kind(), entry.id(), "") : List.of();
    }

    static Stream<EntryKey> all(Entry entry) {
        return Stream.concat(ofRow(entry).stream(), ofPerson(entry).stream());
    }

    private static List<EntryKey> of(FileKind kind, @Nullable String id, @Nullable String patientId) {
        return id == null || patientId == null ? List.of() : List.of(new EntryKey(kind, id, patientId));
    }

    long hash() {
        long hash = 0;
        for (var text : List.of(kind.name(), id, "\n", patientId)) {
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
        }
        return hash;
    }
}
