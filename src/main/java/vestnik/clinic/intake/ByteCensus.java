package vestnik.clinic.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the bytes above ASCII of a file look like.
///
/// @param high all of them
/// @param letters those that are Russian letters in Windows-1251
/// @param utf8Pairs Cyrillic letters in UTF-8: 0xD0 or 0xD1, then a continuation
/// @param undefined zeros, and the one byte that Windows-1251 leaves undefined
record ByteCensus(long high, long letters, long utf8Pairs, long undefined) {

    private static final double MOST = 0.7;
    private static final double SOME = 0.2;

    static ByteCensus of(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var seen = new long[4];
            for (int last = 0, next; (next = in.read()) >= 0; last = next) {
                seen[0] += next > 0x7f ? 1 : 0;
                seen[1] += next >= 0xc0 || next == 0xa8 || next == 0xb8 ? 1 : 0;
                seen[2] += (last == 0xd0 || last == 0xd1) && next >= 0x80 && next < 0xc0 ? 1 : 0;
                seen[3] += next == 0 || next == 0x98 ? 1 : 0;
            }
            return new ByteCensus(seen[0], seen[1], seen[2], seen[3]);
        }
    }

    boolean looksLikeUtf8() {
        return 2 * utf8Pairs > SOME * high;
    }

    boolean looksLikeWindows1251() {
        return undefined == 0 && letters >= MOST * high;
    }
}
