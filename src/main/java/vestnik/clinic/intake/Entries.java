package vestnik.clinic.intake;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the entries of a file one by one.
interface Entries extends Closeable {

    /// The next entry; null after the last.
    @Nullable
    Entry next() throws IOException;

    /// How many things were passed over so far that Vestnik has no use for.
    long ignored();
}
