package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.TestLinks;
import vestnik.test.Clinic;
import vestnik.test.MailSink;
import vestnik.test.ServiceNode;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;

/// Two processes send promotions while people stop them over HTTP, on either process; the relay notes when each hand-over
/// begins. Whoever was answered is never begun with later.
class StopWhileSendingTest {

    private static final Logger LOG = LoggerFactory.getLogger(StopWhileSendingTest.class);
    private static final Random RANDOM = new Random(20261124);
    private static final int HANDS = 32;

    @TempDir
    Path folder;
    final String url = TestDatabase.freshUrl();
    final PGSimpleDataSource source = new PGSimpleDataSource();
    final Map<String, Long> answered = new ConcurrentHashMap<>();
    final Set<String> scanned = ConcurrentHashMap.newKeySet();

    @Test
    void nothingStartsAfterTheAnswerAtFullSpeed() throws Exception {
        unsubscribe(100_000, 2_000, Duration.ZERO);
    }

    @Test
    void nothingStartsAfterTheAnswerWhenTheRelayIsSlow() throws Exception {
        unsubscribe(3_000, 600, Duration.ofMillis(100));
    }

    private void unsubscribe(int patients, int stops, Duration pause) throws Exception {
        source.setUrl(url);
        var jdbc = JdbcClient.create(source);
        new Clinic(source).crowd(patients, Instant.now().plus(Duration.ofDays(3)));
        jdbc.sql("update patient set sex = case when id % 2 = 0 then 'FEMALE' else 'MALE' end").update();
        try (var sink = new MailSink(pause); var one = node(sink, "one"); var two = node(sink, "two")) {
            one.promote("EMAIL", "{\"sex\": \"FEMALE\"}");
            two.promote("EMAIL", "{\"sex\": \"MALE\"}");
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count(jdbc, "message") == patients);
            press(jdbc, sink, List.of(one, two), patients, stops);
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> jdbc.sql("""
                    select count(*) from mailing where finished_at is not null
                    """).query(Integer.class).single() == 2);
            judge(jdbc, sink, stops);
        }
    }

    /// Presses the buttons of people who are about to be written to, as long as the run lasts, and lets scanners look at the
    /// links of others.
    private void press(JdbcClient jdbc, MailSink sink, List<ServiceNode> nodes, int patients, int stops) {
        var left = new AtomicInteger(stops);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int hand = 0; hand < HANDS; hand++) {
                people.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        ServiceNode node = nodes.get(RANDOM.nextInt(2));
                        look(node, at(jdbc, 1 + RANDOM.nextInt(patients / 2)).orElseThrow());
                        Optional<Sent> victim = at(jdbc, sink.count() / 2 + RANDOM.nextInt(patients / 20));
                        if (victim.isEmpty()) {
                            return;
                        }
                        stop(node, victim.get());
                    }
                });
            }
        }
    }

    private static Optional<Sent> at(JdbcClient jdbc, int ordinal) {
        return jdbc.sql("""
                select mailing_id, ordinal, patient_id, email from message join patient on patient.id = patient_id
                where mailing_id = :mailing and ordinal = :ordinal
                """).param("mailing", 1 + RANDOM.nextInt(2)).param("ordinal", ordinal).query(Sent.class).optional();
    }

    private void look(ServiceNode scanner, Sent message) {
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            scanner.send(scanner.request(message.link()).method(method, BodyPublishers.noBody()).build());
        }
        scanned.add(message.email());
    }

    private void stop(ServiceNode node, Sent message) {
        var answer = node.send(node.request(message.link())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")).build());
        long at = System.nanoTime();
        assertThat(answer.statusCode()).isEqualTo(200);
        answered.merge(message.email(), at, Math::min);
    }

    private void judge(JdbcClient jdbc, MailSink sink, int stops) {
        Set<String> unsure = new HashSet<>(jdbc.sql("""
                select email from unconfirmed_stop join patient on patient.id = patient_id
                """).query(String.class).set());
        long begunLater = answered.entrySet().stream()
                .filter(stop -> !unsure.contains(stop.getKey()) && isBegun(sink, stop.getKey(), stop.getValue()))
                .count();
        long before = answered.keySet().stream().filter(address -> sink.begun(address) == null).count();
        LOG.info("{} stopped, {} of them before their message; {} messages begun after the answer; {} told that one may"
                + " still arrive", answered.size(), before, begunLater, unsure.size());
        assertThat(begunLater).as("messages begun after the answer").isZero();
        assertThat(unsure).as("told that a message may still arrive").hasSizeLessThan(stops / 50);
        assertThat(answered).as("stopped").hasSizeGreaterThan(stops / 4);
        assertThat(before).as("stopped before their message").isGreaterThan(stops / 10);
        assertThat(sink.received()).as("nobody is written to twice").doesNotHaveDuplicates();
        Set<String> others = new HashSet<>(jdbc.sql("select email from patient").query(String.class).set());
        others.removeAll(answered.keySet());
        assertThat(new HashSet<>(sink.received()).containsAll(others)).as("all others are written to").isTrue();
        assertThat(scanned).isNotEmpty();
    }

    private static boolean isBegun(MailSink sink, String address, long after) {
        Long begun = sink.begun(address);
        return begun != null && begun > after;
    }

    private ServiceNode node(MailSink sink, String name) {
        return ServiceNode.start(Map.of("spring.datasource.url", url, "spring.mail.port", String.valueOf(sink.port()),
                "vestnik.dispatch.journal", folder.resolve("journal").toString()), List.of("-Xmx400m"),
                folder.resolve(name + ".log"));
    }

    private static int count(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    record Sent(long mailingId, int ordinal, long patientId, String email) {

        String link() {
            return TestLinks.promotion(patientId, Channel.EMAIL, mailingId, ordinal);
        }
    }
}
