package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.bench.Bench;

/// How fast an e-mail is rendered on one core, to the bytes of its two texts.
class RenderBench {

    private static final Logger LOG = LoggerFactory.getLogger(RenderBench.class);
    private static final Locale RUSSIAN = Locale.of("ru");
    private static final int MESSAGES = 200_000;
    private static final int ROUNDS = 5;

    @Bench("render")
    void renders() {
        MessageTemplate template = new Templates(Path.of("templates")).get("promotion");
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            assertThat(render(template)).isPositive();
            best = Math.min(best, System.nanoTime() - start);
        }
        LOG.info("rendered on one core: {} a second", MESSAGES * 1_000_000_000L / best);
    }

    private static long render(MessageTemplate template) {
        var fields = new HashMap<>(template.sample(RUSSIAN));
        long bytes = 0;
        for (int message = 0; message < MESSAGES; message++) {
            fields.put("recipientName", "Анна " + message);
            EmailContent email = template.email(RUSSIAN, fields);
            bytes += email.html().utf8().length + email.text().utf8().length;
        }
        return bytes;
    }
}
