package vestnik.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vestnik.dispatch.Settled.Result;

/// Where one connection stands in its range, in a mapped file: what is written there survives `kill -9`, because the pages
/// belong to the operating system. So after a crash only the message that was on the wire is uncertain.
///
/// The file is a head (mailing, number of entries) and entries of [#ENTRY] bytes: ordinal, attempt, day, state, text. The
/// state is written last; the head's number is written after the entries.
final class Journal implements AutoCloseable {

    static final String SUFFIX = ".journal";

    private static final int HEAD = 16;
    private static final int ENTRY = 128;
    private static final int STATE = 12;
    private static final int TEXT = 16;
    private static final int LONGEST_TEXT = ENTRY - TEXT;
    private static final byte NOTED = 'N';
    private static final byte ON_THE_WIRE = 'W';

    private final Path file;
    private final MappedByteBuffer map;

    private Journal(Path file, MappedByteBuffer map) {
        this.file = file;
        this.map = map;
    }

    /// A journal of its own for a connection that takes so many messages at a time.
    static Journal create(Path file, int range) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            fill(channel, HEAD + ENTRY * range);
            return new Journal(file, channel.map(MapMode.READ_WRITE, 0, channel.size()));
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot open a journal", cause);
        }
    }

    // Takes the room on the disk now: a full disk must be an error here, not a fault of the machine in mid-sending.
    private static void fill(FileChannel channel, int size) throws IOException {
        var zeros = ByteBuffer.allocate(size);
        while (zeros.hasRemaining()) {
            channel.write(zeros);
        }
    }

    /// Writes down what is about to be handed over.
    void open(long mailing, List<Ready> messages) {
        clear();
        for (int index = 0; index < messages.size(); index++) {
            Ready message = messages.get(index);
            int at = at(index);
            map.putInt(at, message.ordinal());
            map.putInt(at + 4, message.number());
            map.putInt(at + 8, (int) message.occasionOn().toEpochDay());
            map.put(at + STATE, NOTED);
        }
        map.putLong(0, mailing);
        map.putInt(8, messages.size());
    }

    /// From now on, what comes of the message is uncertain.
    void begin(int index) {
        map.put(at(index) + STATE, ON_THE_WIRE);
    }

    /// The provider has answered, or the message is not handed over after all.
    void end(int index, Settled settled) {
        byte[] text = text(settled);
        map.put(at(index) + TEXT - 1, (byte) text.length);
        map.put(at(index) + TEXT, text);
        map.put(at(index) + STATE, settled.result().mark());
    }

    /// Everything it held is recorded.
    void clear() {
        map.putInt(8, 0);
    }

    /// Leaves the file behind if it holds something that is not recorded yet.
    @Override
    public void close() {
        if (map.getInt(8) > 0) {
            return;
        }
        try {
            Files.delete(file);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot remove a journal", cause);
        }
    }

    /// What a journal that was left behind says of a mailing. What was noted but not begun is released.
    static List<Settled> read(Path file, long mailing) {
        ByteBuffer left = load(file);
        return left.limit() < HEAD || left.getLong(0) != mailing ? List.of() : read(left);
    }

    /// Whose messages a journal that was left behind holds; 0 if none.
    static long mailingOf(Path file) {
        ByteBuffer left = load(file);
        return left.limit() < HEAD || left.getInt(8) == 0 ? 0 : left.getLong(0);
    }

    private static ByteBuffer load(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read a journal that was left", cause);
        }
    }

    private static List<Settled> read(ByteBuffer left) {
        var settled = new ArrayList<Settled>();
        for (int index = 0; index < left.getInt(8); index++) {
            settled.add(entry(left, at(index)));
        }
        return settled;
    }

    private static Settled entry(ByteBuffer left, int at) {
        byte state = left.get(at + STATE);
        String text = switch (state) {
            case NOTED -> "";
            case ON_THE_WIRE -> "DIED_DURING_HAND_OVER";
            default -> readText(left, at);
        };
        Result result = switch (state) {
            case NOTED -> Result.RELEASED;
            case ON_THE_WIRE -> Result.UNCERTAIN;
            default -> Result.of(state);
        };
        return new Settled(left.getInt(at), left.getInt(at + 4), LocalDate.ofEpochDay(left.getInt(at + 8)), result,
                result == Result.ACCEPTED ? null : blankAsNull(text),
                result == Result.ACCEPTED ? blankAsNull(text) : null, null);
    }

    private static String readText(ByteBuffer left, int at) {
        byte[] text = new byte[left.get(at + TEXT - 1)];
        left.get(at + TEXT, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] text(Settled settled) {
        String text = settled.result() == Result.ACCEPTED ? settled.reference() : settled.reason();
        if (text == null) {
            return new byte[0];
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_TEXT);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static int at(int index) {
        return HEAD + ENTRY * index;
    }
}
