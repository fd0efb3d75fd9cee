package vestnik.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.Resource;

/// Where a setting stands in batch-config; lines count from 1.
record Place(String file, int line) {

    private static final String FOLDER = "batch-config";

    /// Empty for what comes from elsewhere: environment, command line, the service's own defaults.
    static Optional<Place> of(@Nullable Origin origin) {
        return switch (origin) {
            case TextResourceOrigin text -> of(text.getResource(), text.getLocation());
            case PropertySourceOrigin source -> of(source.getOrigin());
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Place> of(@Nullable Resource resource, TextResourceOrigin.@Nullable Location location) {
        if (resource == null || location == null || !resource.isFile()) {
            return Optional.empty();
        }
        Path path = path(resource);
        return path.getParent() != null && path.getParent().endsWith(FOLDER)
                ? Optional.of(new Place(FOLDER + "/" + path.getFileName(), location.getLine() + 1))
                : Optional.empty();
    }

    private static Path path(Resource resource) {
        try {
            return resource.getFilePath().toAbsolutePath().normalize();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
