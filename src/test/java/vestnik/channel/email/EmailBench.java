package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.channel.Outcome;
import vestnik.bench.Bench;
import vestnik.template.EmailContent;
import vestnik.vocabulary.Purpose;
import vestnik.test.SmtpSink;
import vestnik.test.SmtpSource;

/// How fast e-mail is composed on one core, signed and not, and handed over to smtp-sink over eight connections.
class EmailBench {

    private static final Logger LOG = LoggerFactory.getLogger(EmailBench.class);
    private static final int CONNECTIONS = 8;
    private static final int MESSAGES = 100_000;
    private static final int COMPOSED = 200_000;
    private static final int SIGNED = 5_000;

    private final EmailComposer composer = new EmailComposer(Settings.with(null));

    @Bench("compose")
    void composes() {
        LOG.info("composed on one core: {}", composed(composer, COMPOSED));
    }

    @Bench("sign")
    void signs() {
        var keys = Map.of("clinic", DkimKeys.settings("clinic.test"));
        for (Provider provider : List.of(RsaSignatures.fastest(), Security.getProvider("SunRsaSign"))) {
            var signing = new EmailComposer(Settings.signed(keys), provider);
            LOG.info("signed with {} on one core: {}", provider.getName(), composed(signing, SIGNED));
        }
    }

    private static String composed(EmailComposer composer, int messages) {
        EmailContent content = content();
        int bytes = composer.compose(draft(1, content)).bytes().length;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            long total = 0;
            for (int i = 0; i < messages; i++) {
                total += composer.compose(draft(i, content)).bytes().length;
            }
            assertThat(total).isPositive();
            best = Math.min(best, System.nanoTime() - start);
        }
        return messages * 1_000_000_000L / best + " messages of " + bytes + " bytes a second";
    }

    @Bench("relay")
    void handsOver() throws Exception {
        try (var sink = SmtpSink.start()) {
            Email email = composer.compose(draft(1, content()));
            var oneByOne = Relays.at(sink.port(), new ConnectionSettings(false, 1_000_000, Duration.ofMinutes(1)));
            var atOnce = Relays.at(sink.port(), Settings.CONNECTION);
            rate(oneByOne, email, MESSAGES / 2);
            rate(atOnce, email, MESSAGES / 2);
            double source = SmtpSource.rate(sink.port(), CONNECTIONS, MESSAGES, email.bytes().length);
            double slow = rate(oneByOne, email, MESSAGES);
            double ours = rate(atOnce, email, MESSAGES);
            double sourceAfter = SmtpSource.rate(sink.port(), CONNECTIONS, MESSAGES, email.bytes().length);
            LOG.info("smtp-source {} then {}, one by one {}", source, sourceAfter, slow);
            report(email.bytes().length, ours, (source + sourceAfter) / 2);
        }
    }

    private static double rate(MailRelay relay, Email email, int messages)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        Callable<Integer> sender = () -> send(relay, email, next, messages);
        long start = System.nanoTime();
        int accepted = 0;
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var sent : threads.invokeAll(IntStream.range(0, CONNECTIONS).mapToObj(_ -> sender).toList())) {
                accepted += sent.get();
            }
        }
        assertThat(accepted).isEqualTo(messages);
        return messages * 1e9 / (System.nanoTime() - start);
    }

    private static int send(MailRelay relay, Email email, AtomicInteger next, int messages) {
        int accepted = 0;
        try (MailConnection connection = relay.connect()) {
            while (next.getAndIncrement() < messages) {
                accepted += connection.handOver(email) instanceof Outcome.Accepted ? 1 : 0;
            }
        }
        return accepted;
    }

    private static void report(int bytes, double ours, double source) throws IOException {
        String json = """
                {"messages": %d, "connections": %d, "bytes": %d, "perSecond": %.0f, "smtpSourcePerSecond": %.0f,
                 "ratio": %.2f, "heapMb": %d}
                """.formatted(MESSAGES, CONNECTIONS, bytes, ours, source, ours / source,
                Runtime.getRuntime().maxMemory() >> 20);
        LOG.info("{}", json);
        Files.createDirectories(Path.of("target", "bench"));
        Files.writeString(Path.of("target", "bench", "relay.json"), json);
    }

    private static EmailDraft draft(int ordinal, EmailContent content) {
        return new EmailDraft("7." + ordinal, 7, Purpose.PROMOTION, "anna@example.test", Locale.of("ru"), content,
                URI.create("https://clinic.test/u/AbC-_1234567890"), Instant.EPOCH);
    }

    /// About 3 KB as sent.
    private static EmailContent content() {
        var paragraphs = List.of("Уважаемая Анна Петровна!",
                "Ждём вас на приём в среду, 25 ноября, в 10:30. ".repeat(6),
                "Отписаться: https://clinic.test/u/AbC-_1234567890");
        return EmailContent.of("Скидка 15 % на осмотр до конца ноября", "<!doctype html><html><body><p>"
                + String.join("</p>\n<p>", paragraphs) + "</p></body></html>\n",
                String.join("\n\n", paragraphs) + "\n");
    }
}
