package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {

    private static final int MOST = 200;
    private static final Duration ANSWER_LASTS = Duration.ofMillis(200);

    @ParameterizedTest(name = "{0} messages in {1} ms: {2} next")
    @CsvSource({
            "200, 100, 200", // could send 320 on one answer, but takes no more than it may
            "200, 160, 200",
            "200, 240, 133",
            "200, 320, 100",
            "100, 160, 100",
            "50, 80, 100", // faster again
            "200, 640, 50",
            "200, 641, 200", // too slow for one answer, so it asks again on the way
            "200, 60000, 200"})
    void aSliceIsAsLongAsItsConnectionCanHandOverOnOneAnswer(int messages, long millis, int next) {
        var slices = new Slices(ordinals(1000), MOST, ANSWER_LASTS);
        var last = new Slice(ordinals(messages));

        Slice slice = Objects.requireNonNull(slices.after(last, Duration.ofMillis(millis)));

        assertThat(slice.messages()).isEqualTo(next);
    }

    @Test
    void everyOrdinalIsTakenOnceAndInOrderWhateverThePace() {
        List<Integer> open = ordinals(2_345);
        var slices = new Slices(open, MOST, ANSWER_LASTS);
        var taken = new ArrayList<Integer>();

        int millis = 0;
        for (Slice slice = slices.first(); slice != null; slice = slices.after(slice, Duration.ofMillis(millis))) {
            taken.addAll(slice.ordinals());
            millis = (millis + 190) % 600;
        }

        assertThat(taken).isEqualTo(open);
    }

    @Test
    void nothingOpenNeedsNoConnection() {
        var slices = new Slices(List.of(), MOST, ANSWER_LASTS);

        assertThat(slices.atMost()).isZero();
        assertThat(slices.first()).isNull();
    }

    private static List<Integer> ordinals(int number) {
        return IntStream.rangeClosed(1, number).boxed().toList();
    }
}
