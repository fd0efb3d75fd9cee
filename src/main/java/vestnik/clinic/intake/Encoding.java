package vestnik.clinic.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells UTF-8 from Windows-1251 by the whole file, and refuses what is neither.
final class Encoding {

    static final Charset WINDOWS_1251 = Charset.forName("windows-1251");
    private static final int BUFFER = 1 << 16;

    private Encoding() {}

    static Charset of(Path file) throws IOException {
        refuseUtf16(file);
        long wrong = firstLineThatIsNotUtf8(file);
        if (wrong == 0) {
            return StandardCharsets.UTF_8;
        }
        var bytes = ByteCensus.of(file);
        if (bytes.looksLikeUtf8()) {
            throw refused("line " + wrong + " is damaged: the file is UTF-8 but for that; export it again as UTF-8");
        }
        if (!bytes.looksLikeWindows1251()) {
            throw refused("line " + wrong + " is neither UTF-8 nor Windows-1251; export the file as UTF-8");
        }
        return WINDOWS_1251;
    }

    private static void refuseUtf16(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var start = in.readNBytes(2);
            if (start.length == 2 && (start[0] & 0xff) + (start[1] & 0xff) == 0xff + 0xfe && start[0] < 0) {
                throw refused("the file is UTF-16; export it as UTF-8");
            }
        }
    }

    private static long firstLineThatIsNotUtf8(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        try (var in = Files.newInputStream(file)) {
            return firstWrongLine(in, decoder);
        }
    }

    private static long firstWrongLine(InputStream in, CharsetDecoder decoder) throws IOException {
        var bytes = ByteBuffer.allocate(BUFFER);
        var chars = CharBuffer.allocate(BUFFER);
        long line = 1;
        for (int read = 0; read >= 0;) {
            read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.limit(bytes.position() + Math.max(read, 0)).position(0);
            var result = decoder.decode(bytes, chars.clear(), read < 0);
            line += chars.flip().chars().filter(c -> c == '\n').count();
            if (result.isError()) {
                return line;
            }
            bytes.compact();
        }
        return 0;
    }

    private static UnreadableFileException refused(String why) {
        return new UnreadableFileException("UNKNOWN_ENCODING", why);
    }
}
