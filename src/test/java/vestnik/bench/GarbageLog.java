package vestnik.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the virtual machine tells of its heap: `120M->45M(256M)` at each collection.
record GarbageLog(Path file) {

    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    String option() {
        return "-Xlog:gc:file=" + file;
    }

    int mostUsedMb() {
        return most(1);
    }

    int mostLeftMb() {
        return most(2);
    }

    private int most(int group) {
        try {
            return HEAP.matcher(Files.readString(file)).results()
                    .mapToInt(found -> Integer.parseInt(found.group(group)))
                    .max().orElse(0);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
