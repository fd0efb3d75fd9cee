package vestnik.dispatch;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A promotion to 100 000 while 2 000 people stop it; and as many stops of smaller ones where each message takes 100 ms,
/// or goes by SMS.
@Tag("bench")
class StopWhileSendingBench extends StopWhileSending {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 100_000);
    private static final int STOPS = 2_000;

    @Test
    void atFullSpeed() throws Exception {
        atFullSpeed(MESSAGES, STOPS);
    }

    @Test
    void withASlowRelay() throws Exception {
        withASlowRelay(MESSAGES / 10, STOPS);
    }

    @Test
    void bySms() {
        bySms(MESSAGES / 5, STOPS);
    }
}
