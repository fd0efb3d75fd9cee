package vestnik.box.clinic;

import java.util.List;
import java.util.Random;

/// Seeded chance.
record Draw(Random random) {

    static Draw of(long seed) {
        return new Draw(new Random(seed));
    }

    /// True so often: 0.25 is one time in four.
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// From the first number up to, without, the second.
    int between(int from, int until) {
        return random.nextInt(from, until);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
