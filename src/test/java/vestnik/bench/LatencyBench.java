package vestnik.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import vestnik.test.SmtpSource;

/// A campaign to a relay that takes its time with each message, against the most that so many connections can hand over in
/// that time; and the same by two processes against one.
class LatencyBench {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 100_000);
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 400);
    private static final int CONNECTIONS_EACH = Integer.getInteger("bench.connections", 100);

    @TempDir
    Path folder;

    @Bench("latency-20ms")
    void twenty() throws Exception {
        sendWith("latency-20ms", Duration.ofMillis(20), Integer.getInteger("bench.connections", 100));
    }

    @Bench("latency-200ms")
    void twoHundred() throws Exception {
        sendWith("latency-200ms", Duration.ofMillis(200), CONNECTIONS);
    }

    private void sendWith(String name, Duration latency, int connections) throws Exception {
        try (var stage = new Stage(folder, MESSAGES, 1)) {
            stage.start(connections(connections));
            int bytes = stage.warmUp();
            stage.openRelay(latency);
            double source = SmtpSource.rate(stage.port(), connections, MESSAGES, bytes);
            Span span = stage.send(Crowd.young(0));
            double ideal = connections * 1e3 / latency.toMillis();
            Results.add(new Result(name, MESSAGES, connections, bytes, span.perSecond(), source,
                    span.perSecond() / ideal, "whole campaign to connections / latency", stage.heapMb(),
                    more(stage, span, ideal)));
            assertThat(span.accepted()).isEqualTo(MESSAGES);
        }
    }

    @Bench("two-processes")
    void two() throws Exception {
        Duration latency = Duration.ofMillis(200);
        try (var stage = new Stage(folder, MESSAGES / 2, 2)) {
            stage.start(connections(CONNECTIONS_EACH));
            var second = stage.start(connections(CONNECTIONS_EACH));
            int bytes = stage.warmUp();
            stage.openRelay(latency);
            Span together = stage.send(Crowd.young(0));
            second.terminate();
            Span alone = stage.send(Crowd.young(1));
            double ideal = 2 * CONNECTIONS_EACH * 1e3 / latency.toMillis();
            var more = more(stage, together, ideal);
            more.put("onePerSecond", Math.round(alone.perSecond()));
            more.put("sendRatio", Result.rounded(together.sentPerSecond() / alone.sentPerSecond()));
            Results.add(new Result("two-processes", together.messages(), 2 * CONNECTIONS_EACH, bytes,
                    together.perSecond(), null, together.perSecond() / alone.perSecond(),
                    "two processes to one, 200 ms of latency", stage.heapMb(), more));
            assertThat(together.accepted()).isEqualTo(MESSAGES / 2);
        }
    }

    // A node that does not take part in the schedules takes no portions of others.
    private static Map<String, String> connections(int connections) {
        return Map.of("vestnik.dispatch.email-connections", String.valueOf(connections),
                "spring.quartz.auto-startup", "true");
    }

    private static Map<String, Object> more(Stage stage, Span span, double ideal) {
        var more = new LinkedHashMap<String, Object>();
        more.put("idealPerSecond", Math.round(ideal));
        more.put("sentPerSecond", Math.round(span.sentPerSecond()));
        more.put("planSeconds", Result.rounded(span.planSeconds()));
        more.put("serviceCpuMicros", Math.round(span.micros(span.cpu().service().toNanos())));
        more.put("databaseCpuMicros", Math.round(span.micros(span.cpu().database().toNanos())));
        more.put("heapLimitMb", Stage.HEAP_MB);
        more.put("heapAfterCollectionMb", stage.liveMb());
        return more;
    }
}
