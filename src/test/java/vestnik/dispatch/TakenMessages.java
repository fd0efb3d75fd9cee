package vestnik.dispatch;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Messages as a connection has them, of which nothing matters but their ordinals.
final class TakenMessages {

    private TakenMessages() {}

    static List<Ready> of(int... ordinals) {
        return IntStream.of(ordinals).mapToObj(TakenMessages::ready).toList();
    }

    private static Ready ready(int ordinal) {
        return new Ready(ordinal, 1, LocalDate.EPOCH, "", 0, null, "", Locale.ROOT, null, null, null, null, null, null,
                null, null, null);
    }
}
