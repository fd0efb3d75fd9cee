package vestnik.dispatch;

import org.junit.jupiter.api.Test;

/// Small enough to run at every build; [StopWhileSendingBench] is as large as a clinic.
class StopWhileSendingTest extends StopWhileSending {

    @Test
    void nothingStartsAfterTheAnswerAtFullSpeed() throws Exception {
        atFullSpeed(20_000, 400);
    }

    @Test
    void nothingStartsAfterTheAnswerWhenTheRelayIsSlow() throws Exception {
        withASlowRelay(1_500, 300, 8);
    }

    @Test
    void nothingStartsAfterTheAnswerOnHundredsOfConnections() throws Exception {
        withASlowRelay(8_000, 200, 200);
    }

    @Test
    void noSmsStartsAfterTheAnswer() {
        bySms(3_000, 300);
    }
}
