package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is open of a portion, of which its connections take slices in order. A slice is as long as its connection can hand
/// over on one answer of the gate, by the pace of its last one; a connection too slow for that takes its share in few turns,
/// and asks again on the way together with others.
final class Slices {

    private static final int FEWEST = 50;
    private static final int FEWEST_AT_FIRST = 10;
    private static final double MARGIN = 0.8;

    private final List<Integer> ordinals;
    private final int connections;
    private final int usual;
    private final int most;
    private final Duration answerLasts;
    private int begun;
    private int taken;

    /// @param ordinals in their order
    /// @param connections that take slices at the same time, at most
    /// @param usual messages of a slice
    /// @param most messages of a slice that makes up for a short one
    /// @param answerLasts how old an answer may be when a hand-over starts
    Slices(List<Integer> ordinals, int connections, int usual, int most, Duration answerLasts) {
        this.ordinals = ordinals;
        this.connections = Math.min(connections, Math.ceilDiv(ordinals.size(), usual));
        this.usual = usual;
        this.most = most;
        this.answerLasts = answerLasts;
    }

    /// How many connections have work at a time.
    int connections() {
        return connections;
    }

    /// The first slice of a connection; null if nothing is left. All of them begin at once, and each waits for those who take
    /// before it: so these take less, and later make up for it, at a time that is not the same for all.
    @Nullable
    synchronized Slice first() {
        begun++;
        return take(ordinals.size() > connections * usual ? rising() : usual);
    }

    private int rising() {
        return Math.clamp(Math.ceilDiv(usual * begun, connections), Math.min(FEWEST_AT_FIRST, usual), usual);
    }

    /// The next slice of a connection that needed so long for its last one, from its question to its record; null if nothing
    /// is left.
    @Nullable
    Slice after(Slice last, Duration took) {
        double onOneAnswer = MARGIN * last.messages() * answerLasts.toNanos() / Math.max(1, took.toNanos());
        int missed = Math.max(0, usual - last.messages());
        return take(onOneAnswer < FEWEST ? Math.min(most, usual + missed) : (int) Math.min(usual, onOneAnswer));
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
