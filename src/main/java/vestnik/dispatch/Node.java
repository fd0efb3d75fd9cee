package vestnik.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// This process among those that send, and its folder of journals. A lock on a file in it, which the operating system lets
/// go when the process dies, keeps others of this machine from clearing the folder away.
@Component
class Node implements AutoCloseable {

    static final String LOCK = "lock";

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    // POSIX: a process that closes a file lets go all locks it has on it, by whichever channel. So it never opens its own
    // again to look at it.
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

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
            HERE.add(folder.getFileName());
            lockFile.write(ByteBuffer.wrap(boot().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException cause) {
            throw new UncheckedIOException("vestnik.dispatch.journal must be a folder that can be written to", cause);
        }
    }

    /// Whether that folder is one of this process. Its lock is not to be opened then.
    static boolean isHere(Path folder) {
        return HERE.contains(folder.getFileName());
    }

    /// Whether a process of this machine holds the lock of that folder, this one or another. It may still be sending what it
    /// took.
    static boolean isAlive(Path folder) {
        if (isHere(folder)) {
            return true;
        }
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var free = channel.tryLock()) {
            return free == null;
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot look whether another process lives", cause);
        }
    }

    /// Whether what a process wrote into that folder is still as it wrote it: pages that a dead process left are lost when
    /// the machine itself stops, and then the folder may tell of a moment long before.
    static boolean isOfThisBoot(Path folder) {
        if (isHere(folder)) {
            return Files.exists(BOOT);
        }
        try {
            Path file = folder.resolve(LOCK);
            return Files.exists(file) && !boot().isEmpty() && Files.readString(file).equals(boot());
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read what a process left", cause);
        }
    }

    /// Unlike after every start of the machine; empty where Linux does not tell.
    private static String boot() throws IOException {
        return Files.exists(BOOT) ? Files.readString(BOOT).strip() : "";
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
        HERE.remove(folder.getFileName());
        Files.delete(folder.resolve(LOCK));
        try (var left = Files.list(folder)) {
            if (left.findAny().isEmpty()) {
                Files.delete(folder);
            }
        }
    }
}
