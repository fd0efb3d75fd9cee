package vestnik.dispatch;

import vestnik.bench.Bench;

/// A promotion to 100 000 while 2 000 people stop it; and as many stops of smaller ones where each message takes 100 ms,
/// or goes by SMS.
class StopWhileSendingBench extends StopWhileSending {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 100_000);
    private static final int STOPS = 2_000;

    @Bench("stop-at-full-speed")
    void atFullSpeed() throws Exception {
        atFullSpeed(MESSAGES, STOPS);
    }

    @Bench("stop-slow-relay")
    void withASlowRelay() throws Exception {
        withASlowRelay(MESSAGES / 10, STOPS, 8);
    }

    @Bench("stop-sms")
    void bySms() {
        bySms(MESSAGES / 5, STOPS);
    }
}
