package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of a FHIR file: first all patients, then who acts for them, then their visits, wherever they stand.
final class FhirEntries implements Entries {

    private final Path file;
    private final FhirMapping mapping;
    private final Iterator<FileKind> kinds = List
            .of(FileKind.PATIENTS, FileKind.REPRESENTATIVES, FileKind.APPOINTMENTS).iterator();
    private FileKind kind = kinds.next();
    private FhirResources resources;
    private long ignored;

    FhirEntries(Path file, FhirMapping mapping) throws IOException {
        this.file = file;
        this.mapping = mapping;
        resources = FhirResources.open(file);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            var resource = resources.next();
            if (resource != null && resource.kind().filter(kind::equals).isPresent()) {
                return mapping.entry(kind, resource);
            }
            if (resource == null && !turn()) {
                return null;
            }
            count(resource);
        }
    }

    @Override
    public long ignored() {
        return ignored;
    }

    @Override
    public void close() {
        resources.close();
    }

    private boolean turn() throws IOException {
        if (!kinds.hasNext()) {
            return false;
        }
        kind = kinds.next();
        resources.close();
        resources = FhirResources.open(file);
        return true;
    }

    private void count(@Nullable FhirResource resource) {
        boolean isBundle = resource != null && resource.type().equals("Bundle");
        if (resource != null && kind == FileKind.PATIENTS && !isBundle && resource.kind().isEmpty()) {
            ignored++;
        }
    }
}
