package vestnik.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import vestnik.test.SmtpSource;

/// The same campaign over more and more connections, beside smtp-source over as many.
class ConnectionsBench {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 50_000);
    private static final int[] CONNECTIONS = {1, 2, 4, 8, 16, 32, 64};

    @TempDir
    Path folder;

    @Bench("connections")
    void moreAndMore() throws Exception {
        try (var stage = new Stage(folder, MESSAGES, CONNECTIONS.length)) {
            for (int turn = 0; turn < CONNECTIONS.length; turn++) {
                measure(stage, CONNECTIONS[turn], Crowd.young(turn));
            }
        }
    }

    private static void measure(Stage stage, int connections, String audience)
            throws IOException, InterruptedException {
        stage.start(Map.of("vestnik.dispatch.email-connections", String.valueOf(connections)));
        int bytes = stage.warmUp();
        stage.openRelay();
        double before = SmtpSource.rate(stage.port(), connections, MESSAGES, bytes);
        Span span = stage.send(audience);
        double source = (before + SmtpSource.rate(stage.port(), connections, MESSAGES, bytes)) / 2;
        var more = new LinkedHashMap<String, Object>();
        more.put("sentPerSecond", Math.round(span.sentPerSecond()));
        Results.add(new Result("connections-" + connections, MESSAGES, connections, bytes, span.perSecond(), source,
                span.perSecond() / source, "whole campaign to smtp-source", stage.heapMb(), more));
        stage.stop();
        stage.closeRelay();
    }
}
