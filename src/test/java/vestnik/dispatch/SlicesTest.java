package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {

    private static final int MOST = 200;
    private static final int CONNECTIONS = 20;
    private static final Duration ANSWER_LASTS = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

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
        var slices = new Slices(ordinals(1000), 1, MOST, MOST, ANSWER_LASTS);
        var last = new Slice(ordinals(messages));

        Slice slice = Objects.requireNonNull(slices.after(last, Duration.ofMillis(millis)));

        assertThat(slice.messages()).isEqualTo(next);
    }

    @Test
    void everyOrdinalIsTakenOnceAndInOrderWhateverThePace() {
        List<Integer> open = ordinals(2_345);
        var slices = new Slices(open, 1, MOST, MOST, ANSWER_LASTS);
        var taken = new ArrayList<Integer>();

        int millis = 0;
        for (Slice slice = slices.first(); slice != null; slice = slices.after(slice, Duration.ofMillis(millis))) {
            taken.addAll(slice.ordinals());
            millis = (millis + 190) % 600;
        }

        assertThat(taken).isEqualTo(open);
    }

    @Test
    void connectionsThatBeginAtOnceTakeFewFirstSoThatNoneWaitsLongAndThenMakeUpForIt() {
        var slices = new Slices(ordinals(CONNECTIONS * 120), CONNECTIONS, 60, MOST, ANSWER_LASTS);

        List<Slice> first = times(CONNECTIONS, _ -> slices.first());
        List<Slice> second = times(CONNECTIONS, number -> slices.after(first.get(number), LONG));

        assertThat(first).extracting(Slice::messages)
                .containsExactly(10, 10, 10, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57, 60);
        for (int number = 0; number < CONNECTIONS; number++) {
            assertThat(first.get(number).messages() + second.get(number).messages()).isEqualTo(120);
        }
        assertThat(slices.first()).isNull();
    }

    @Test
    void whoMakesUpForAShortSliceTakesNoMoreThanItMay() {
        var slices = new Slices(ordinals(CONNECTIONS * MOST * 2), CONNECTIONS, 150, MOST, ANSWER_LASTS);

        Slice first = Objects.requireNonNull(slices.first());
        Slice second = Objects.requireNonNull(slices.after(first, LONG));
        Slice third = Objects.requireNonNull(slices.after(second, LONG));

        assertThat(List.of(first, second, third)).extracting(Slice::messages).containsExactly(10, MOST, 150);
    }

    @ParameterizedTest(name = "{0} messages, {1} at a time")
    @CsvSource({
            "1200, 60", // there is nothing left to make up for a short first slice
            "100, 5", // fewer than would be few
            "40, 2"})
    void whereThereIsOneSliceForEachTheFirstIsWhole(int messages, int usual) {
        var slices = new Slices(ordinals(messages), CONNECTIONS, usual, MOST, ANSWER_LASTS);

        assertThat(times(CONNECTIONS, _ -> slices.first())).extracting(Slice::messages).containsOnly(usual);
    }

    @Test
    void fewMessagesNeedFewConnections() {
        assertThat(new Slices(ordinals(101), CONNECTIONS, 50, MOST, ANSWER_LASTS).connections()).isEqualTo(3);
        assertThat(new Slices(ordinals(10_000), CONNECTIONS, 50, MOST, ANSWER_LASTS).connections())
                .isEqualTo(CONNECTIONS);
    }

    @Test
    void nothingOpenNeedsNoConnection() {
        var slices = new Slices(List.of(), 8, MOST, MOST, ANSWER_LASTS);

        assertThat(slices.connections()).isZero();
        assertThat(slices.first()).isNull();
    }

    private static List<Slice> times(int number, IntFunction<@Nullable Slice> take) {
        return IntStream.range(0, number).mapToObj(take).map(Objects::requireNonNull).toList();
    }

    private static List<Integer> ordinals(int number) {
        return IntStream.rangeClosed(1, number).boxed().toList();
    }
}
