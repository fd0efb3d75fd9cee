package vestnik.bench;

import java.sql.ResultSet;
import java.sql.SQLException;

/// How long one campaign took.
///
/// @param seconds from its launch to its end: plan, send, close
/// @param planSeconds from its launch until it was planned
/// @param sendSeconds from the first attempt to the last outcome
record Span(long messages, long accepted, double seconds, double planSeconds, double sendSeconds, Cpu cpu) {

    static Span of(ResultSet row, int number) throws SQLException {
        return new Span(row.getLong("messages"), row.getLong("accepted"), row.getDouble("whole"),
                row.getDouble("planning"), row.getDouble("sending"), Cpu.NONE);
    }

    Span with(Cpu used) {
        return new Span(messages, accepted, seconds, planSeconds, sendSeconds, used);
    }

    double perSecond() {
        return messages / seconds;
    }

    double sentPerSecond() {
        return messages / sendSeconds;
    }

    @Override
    public String toString() {
        return "%d messages in %.2f s (planned after %.2f s, sent within %.2f s): %.0f a second; processor a message: "
                .formatted(messages, seconds, planSeconds, sendSeconds, perSecond())
                + "service %.0f µs, database %.0f µs, sink %.0f µs".formatted(micros(cpu.service().toNanos()),
                        micros(cpu.database().toNanos()), micros(cpu.sink().toNanos()));
    }

    double micros(long nanos) {
        return nanos / 1e3 / Math.max(1, messages);
    }
}
