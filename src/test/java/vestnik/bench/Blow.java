package vestnik.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/// What is done to a run, and when: once so many messages have come, and so much later.
///
/// @param node which of two is hit; not the database
record Blow(long seed, Kind kind, int node, int messages, Duration later) {

    enum Kind {
        KILL, STAND_STILL, KILL_DATABASE
    }

    private static final int OF_TEN_KILL = 5;
    private static final int OF_TEN_KILL_DATABASE = 4;
    private static final int ONE_BEFORE_THE_FIRST = 5;

    /// Half of all kill a node, one in ten lets one stand still; one in five comes before the first message or soon after.
    static Blow draw(long seed, int messages) {
        var random = new SplittableRandom(seed);
        int die = random.nextInt(10);
        Kind kind = die < OF_TEN_KILL
                ? Kind.KILL
                : die < OF_TEN_KILL + OF_TEN_KILL_DATABASE ? Kind.KILL_DATABASE : Kind.STAND_STILL;
        boolean early = random.nextInt(ONE_BEFORE_THE_FIRST) == 0;
        return new Blow(seed, kind, random.nextInt(2), early ? 0 : random.nextInt(messages),
                Duration.ofMillis(random.nextInt(early ? 2_000 : 60)));
    }

    @Override
    public String toString() {
        String whom = kind == Kind.KILL_DATABASE ? "" : " of node " + node;
        return "seed %d, %s%s after %d messages and %d ms".formatted(seed, kind.name().toLowerCase(Locale.ROOT), whom,
                messages, later.toMillis());
    }
}
