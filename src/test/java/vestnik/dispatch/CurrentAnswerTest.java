package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import vestnik.dispatch.Attempts.Refusals;
import vestnik.dispatch.Beacons.Span;
import vestnik.dispatch.GatheredAsking.Fresh;
import vestnik.dispatch.GatheredAsking.Question;

/// A connection whose thread does not get its turn, on a machine that has more to do than it can.
class CurrentAnswerTest {

    static final Duration GOOD_FOR = Duration.ofMinutes(1);
    static final UUID CONNECTION = UUID.randomUUID();
    static final Duration LONGER_THAN_STILL = Duration.ofMillis(700);

    final GatheredAsking asking = mock();
    final Beacon beacon = mock();
    final Question question = mock();
    final CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    final CompletableFuture<Fresh> turn = new CompletableFuture<>();
    final CurrentAnswer answer = new CurrentAnswer(asking, beacon, List.of(message(1), message(2), message(3)),
            System.nanoTime() - GOOD_FOR.toNanos(), GOOD_FOR);

    @BeforeEach
    void ask() {
        when(asking.put(any(), any(), any(), any())).thenReturn(question);
        when(beacon.connection()).thenReturn(CONNECTION);
        when(question.messages()).thenReturn(2);
        when(question.await()).thenAnswer(_ -> turn.join());
        answer.moveTo(1);
    }

    @Test
    void withAnAnswerThatItHasNotReadHoldsNothingAndAsksAgain() {
        when(question.giveUp()).thenReturn(true);
        var refreshing = CompletableFuture.runAsync(() -> answer.refresh(1));
        Awaitility.await().until(() -> answer.giveUpIfStill(told).equals(Optional.of(new Span(CONNECTION, 3, 1))));
        turn.complete(fresh());
        assertThat(refreshing).succeedsWithin(Duration.ofSeconds(5));
        assertThat(answer.holds(1)).as("begins on an answer that it gave up").isFalse();
        answer.refresh(1);
        InOrder order = inOrder(beacon, asking);
        order.verify(beacon).tellAfter(told);
        order.verify(beacon).awaitOthers();
        order.verify(asking).put(any(), any(), any(), eq(new Span(CONNECTION, 1, 3)));
        assertThat(answer.holds(1)).isTrue();
    }

    @Test
    void whoseAnswerIsOnItsWayGivesNothingUp() {
        var refreshing = CompletableFuture.runAsync(() -> answer.refresh(1));
        Awaitility.await().during(LONGER_THAN_STILL).until(() -> answer.giveUpIfStill(told).isEmpty());
        turn.complete(fresh());
        assertThat(refreshing).succeedsWithin(Duration.ofSeconds(5));
        assertThat(answer.holds(1)).isTrue();
        verify(beacon, never()).tellAfter(any());
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
