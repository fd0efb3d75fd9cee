package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vestnik.dispatch.Attempts.Refusals;
import vestnik.dispatch.GatheredAsking.Fresh;
import vestnik.dispatch.GatheredAsking.Question;

/// A connection whose thread does not get its turn, on a machine that has more to do than it can.
class CurrentAnswerTest {

    static final Duration GOOD_FOR = Duration.ofMinutes(1);
    static final Duration LONGER_THAN_STILL = Duration.ofMillis(700);

    final GatheredAsking asking = mock();
    final Beacon beacon = mock();
    final Question question = mock();
    final CompletableFuture<Fresh> turn = new CompletableFuture<>();
    final CurrentAnswer answer = new CurrentAnswer(asking, beacon, List.of(message(1), message(2), message(3)),
            System.nanoTime() - GOOD_FOR.toNanos(), GOOD_FOR);

    @BeforeEach
    void ask() {
        when(asking.put(any(), any(), any())).thenReturn(question);
        when(question.messages()).thenReturn(2);
        when(question.await()).thenAnswer(_ -> turn.join());
        answer.moveTo(1);
    }

    @Test
    void withAnAnswerThatItHasNotReadHoldsItsOwnMessageOnlyAndAsksAgain() {
        var refreshing = CompletableFuture.runAsync(() -> answer.refresh(1));
        Awaitility.await().untilAsserted(() -> {
            answer.tellIfStill();
            verify(beacon).limit(2, 2);
        });
        turn.complete(fresh());
        assertThat(refreshing).succeedsWithin(Duration.ofSeconds(5));
        assertThat(answer.holds(1)).as("begins on an answer that it gave up").isFalse();
        verify(beacon, never()).limit(1, 3);
        answer.refresh(1);
        verify(beacon).limit(1, 3);
        assertThat(answer.holds(1)).isTrue();
    }

    @Test
    void whoseAnswerIsOnItsWayGivesNothingUp() {
        when(question.isAwaited()).thenReturn(true);
        var refreshing = CompletableFuture.runAsync(() -> answer.refresh(1));
        Awaitility.await().during(LONGER_THAN_STILL).untilAsserted(() -> {
            answer.tellIfStill();
            verify(beacon, never()).limit(2, 2);
        });
        turn.complete(fresh());
        assertThat(refreshing).succeedsWithin(Duration.ofSeconds(5));
        assertThat(answer.holds(1)).isTrue();
    }

    private static Fresh fresh() {
        return new Fresh(System.nanoTime(), true, new Refusals(Set.of(), null, Map.of()));
    }

    private static Ready message(int ordinal) {
        Ready message = mock();
        when(message.ordinal()).thenReturn(ordinal);
        return message;
    }
}
