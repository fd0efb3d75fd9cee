package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is open of a portion, of which its connections take slices in order. A slice is as long as its connection can hand
/// over on one answer of the gate, by the pace of its last one; a connection too slow for that takes the most it may, and asks
/// again on the way together with others.
final class Slices {

    private static final int FEWEST = 50;
    private static final double MARGIN = 0.8;

    private final List<Integer> ordinals;
    private final int most;
    private final Duration answerLasts;
    private int taken;

    /// @param ordinals in their order
    /// @param most messages of a slice
    /// @param answerLasts how old an answer may be when a hand-over starts
    Slices(List<Integer> ordinals, int most, Duration answerLasts) {
        this.ordinals = ordinals;
        this.most = most;
        this.answerLasts = answerLasts;
    }

    /// How many connections can have work at a time.
    int atMost() {
        return Math.ceilDiv(ordinals.size(), most);
    }

    /// The first slice of a connection; null if nothing is left.
    @Nullable
    Slice first() {
        return take(most);
    }

    /// The next slice of a connection that needed so long for its last one, from its question to its record; null if nothing
    /// is left.
    @Nullable
    Slice after(Slice last, Duration took) {
        double onOneAnswer = MARGIN * last.messages() * answerLasts.toNanos() / Math.max(1, took.toNanos());
        return take(onOneAnswer < FEWEST ? most : (int) Math.min(most, onOneAnswer));
    }

    private synchronized @Nullable Slice take(int messages) {
        if (taken == ordinals.size()) {
            return null;
        }
        int from = taken;
        taken = Math.min(ordinals.size(), taken + messages);
        return new Slice(ordinals.subList(from, taken));
    }
}
