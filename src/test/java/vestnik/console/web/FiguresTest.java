package vestnik.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vestnik.report.Count;
import vestnik.report.Counts;
import vestnik.report.MessageState;
import vestnik.vocabulary.Channel;

class FiguresTest {

    @Test
    void onlyWhatIsKnownNotToBeSentHasFailed() {
        var counts = new Counts(List.of(count(MessageState.REJECTED, 1), count(MessageState.EXPIRED, 2),
                count(MessageState.UNCERTAIN, 4), count(MessageState.DEFERRED, 8), count(MessageState.ACCEPTED, 16)),
                0, 0, 0, 0);
        assertThat(new Figures(counts).failed()).isEqualTo(3);
    }

    private static Count count(MessageState state, long number) {
        return new Count(Channel.EMAIL, state, null, number);
    }
}
