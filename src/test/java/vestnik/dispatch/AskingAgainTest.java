package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.PROMOTION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.test.VestnikTest;

/// The question that a connection puts again for messages it has taken: when it is put.
@VestnikTest
class AskingAgainTest {

    private static final Duration GOOD_FOR = Duration.ofMillis(200);
    private static final Duration IN_AN_HOUR = Duration.ofHours(1);

    @Autowired
    Node node;
    @Autowired
    Attempts attempts;
    @Autowired
    Beacons beacons;
    @Autowired
    LeftBehind leftBehind;
    @Autowired
    Mailings mailings;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    Beacon beacon;
    Mailing mailing;
    StandStills standStills;
    GatheredAsking asking;
    String told;

    @BeforeEach
    void open() {
        beacon = new Beacon(node, jdbc);
        mailing = mailings.open(MailingKind.CAMPAIGN, PROMOTION, "promotion", "sending", Instant.EPOCH, null, "test",
                Instant.EPOCH);
        asking = new GatheredAsking(attempts, beacons, mailing, EMAIL, GOOD_FOR);
        beacon.work(mailing.id(), EMAIL, new Slice(List.of(1)));
        standStills = new StandStills(beacons);
        told = told();
    }

    @AfterEach
    void close() {
        standStills.close();
        beacon.close();
    }

    @Test
    void aQuestionThatIsForgottenIsNeverPut() {
        asking.put(beacon.connection(), List.of(), Duration.ofMillis(300), null).forget();
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> told().equals(told));
    }

    @Test
    void aQuestionIsPutWithoutAnybodyWaitingForIt() {
        asking.put(beacon.connection(), List.of(), Duration.ofMillis(1), null);
        Awaitility.await().until(() -> !told().equals(told));
    }

    @Test
    void whoeverNeedsTheAnswerAtOnceGetsANewOne() {
        GatheredAsking.Question question = asking.put(beacon.connection(), List.of(), IN_AN_HOUR, null);
        long before = System.nanoTime();
        GatheredAsking.Fresh fresh = question.await();
        assertThat(fresh.lit()).isTrue();
        assertThat(fresh.askedAt() - before).isPositive();
        assertThat(told()).isNotEqualTo(told);
    }

    @Test
    void aConnectionThatStandsStillTellsOnlyThatMessageAndAsksBeforeTheNext() {
        var answer = answerOn(1, 2, 3);
        answer.moveTo(1);
        assertThat(answer.begins(1)).isTrue();
        standStills.look();
        assertThat(answer.holds(2)).as("it has only just begun").isTrue();
        Awaitility.await().until(() -> {
            standStills.look();
            return !answer.holds(2);
        });
        assertThat(messages()).isEqualTo("2-2");
        CompletableFuture<Void> asked = transaction.execute(_ -> {
            jdbc.sql("lock table message in access exclusive mode").update();
            var refresh = CompletableFuture.runAsync(() -> answer.refresh(2));
            Awaitility.await("the others are told before the question").until(() -> messages().equals("1-3"));
            assertThat(refresh).isNotDone();
            return refresh;
        });
        assertThat(asked).succeedsWithin(Duration.ofSeconds(10));
        assertThat(answer.holds(2)).isTrue();
    }

    @Test
    void aConnectionThatStandsStillBeforeItBeginsTellsNoMessageUntilItAsks() {
        var answer = answerThatStandsStillOn(1, 2, 3);
        assertThat(messages()).isEqualTo("3-1");
        answer.refresh(0);
        assertThat(answer.begins(0)).isTrue();
        assertThat(messages()).isEqualTo("1-3");
    }

    @Test
    void aConnectionThatTellsNoMessageIsFoundByWhoeverTakesItForDead() {
        var answer = answerThatStandsStillOn(1, 2, 3);
        leftBehind.settle(mailing, new Portion(EMAIL, 1, 3, 3));
        assertThatIllegalStateException().isThrownBy(() -> answer.refresh(0)).withMessageContaining("taken for dead");
    }

    @Test
    void aSliceThatHasEndedTellsNothingMore() {
        var answer = answerOn(2, 3);
        answer.end();
        Awaitility.await().during(Duration.ofMillis(800)).until(() -> {
            standStills.look();
            return told().equals(told);
        });
    }

    private CurrentAnswer answerThatStandsStillOn(int... ordinals) {
        var answer = answerOn(ordinals);
        Awaitility.await().until(() -> {
            standStills.look();
            return !answer.holds(0);
        });
        return answer;
    }

    private CurrentAnswer answerOn(int... ordinals) {
        var answer = new CurrentAnswer(asking, beacon, TakenMessages.of(ordinals), System.nanoTime(), IN_AN_HOUR);
        standStills.watch(answer);
        return answer;
    }

    private String messages() {
        return jdbc.sql("select first_ordinal || '-' || last_ordinal from sending where connection = ?")
                .param(beacon.connection()).query(String.class).single();
    }

    private String told() {
        return jdbc.sql(
                "select cast(asked as text) || asked_at || first_ordinal || last_ordinal from sending where connection = ?")
                .param(beacon.connection()).query(String.class).single();
    }
}
