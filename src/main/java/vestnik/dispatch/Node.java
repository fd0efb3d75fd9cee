package vestnik.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// This process among those that send, and its folder of journals. A lock on a file in it, which the operating system lets
/// go when the process dies, keeps others of this machine from clearing the folder away.
@Component
class Node implements AutoCloseable {

    static final String LOCK = "lock";

    private final UUID id = UUID.randomUUID();
    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    Node(DispatchSettings settings) {
        folder = settings.journal().resolve(id.toString());
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = lockFile.lock();
        } catch (IOException cause) {
            throw new UncheckedIOException("vestnik.dispatch.journal must be a folder that can be written to", cause);
        }
    }

    /// Whether another process of this machine holds the lock of that folder. It may still be sending what it took.
    static boolean isAliveElsewhere(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot look whether another process lives", cause);
        }
    }

    UUID id() {
        return id;
    }

    Path folder() {
        return folder;
    }

    /// Removes the folder, unless a journal in it still tells something.
    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
        Files.delete(folder.resolve(LOCK));
        try (var left = Files.list(folder)) {
            if (left.findAny().isEmpty()) {
                Files.delete(folder);
            }
        }
    }
}
