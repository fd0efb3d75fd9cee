package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.TestLinks;
import vestnik.test.Clinic;
import vestnik.test.Looks;
import vestnik.test.MailSink;
import vestnik.test.ServiceNode;
import vestnik.test.TestDatabase;
import vestnik.twilio.TwilioStandIn;
import vestnik.vocabulary.Channel;

/// Two processes send promotions while people stop them over HTTP, on either process; the other end notes when each
/// hand-over begins. Whoever was answered is never begun with later.
abstract class StopWhileSending {

    private static final Logger LOG = LoggerFactory.getLogger(StopWhileSending.class);
    private static final Random RANDOM = new Random(20261124);
    private static final int HANDS = 64;
    private static final int SCANNED = 4;

    @TempDir
    Path folder;
    final String url = TestDatabase.freshUrl();
    final PGSimpleDataSource source = new PGSimpleDataSource();
    final Map<Long, Instant> answered = new ConcurrentHashMap<>();
    final Set<Long> chosen = ConcurrentHashMap.newKeySet();
    final Map<Long, Throwable> failed = new ConcurrentHashMap<>();
    final Set<Long> scanned = ConcurrentHashMap.newKeySet();
    final Looks looks = Looks.at(url);
    final JdbcClient jdbc = looks.jdbc();

    @BeforeEach
    void open() {
        source.setUrl(url);
    }

    @AfterEach
    void close() {
        looks.close();
    }

    void atFullSpeed(int patients, int stops) throws Exception {
        mail(patients, stops, Duration.ZERO, Map.of(), List.of(StopWhileSending::unsubscribe));
    }

    /// Each connection takes so many messages that it needs seconds for them: whoever does not ask again in between is found.
    void withASlowRelay(int patients, int stops, int connections) throws Exception {
        mail(patients, stops, Duration.ofMillis(100),
                Map.of("vestnik.dispatch.range", "2000", "vestnik.dispatch.email-connections", "" + connections),
                List.of(StopWhileSending::unsubscribe, StopWhileSending::block, StopWhileSending::erase));
    }

    void bySms(int patients, int stops) {
        try (var twilio = TwilioStandIn.start(0, "0123456789abcdef0123456789abcdef")) {
            run(patients, stops, Channel.SMS, Map.of("vestnik.sms.twilio.base-url", twilio.url().toString()),
                    List.of(StopWhileSending::unsubscribe, StopWhileSending::block,
                            (node, message) -> reply(twilio, node, message)),
                    new OtherEnd(twilio::requests, () -> {
                        Map<String, Instant> begun = new HashMap<>();
                        twilio.messages().forEach(message -> begun.put(message.to(), message.created()));
                        return begun;
                    }));
            assertThat(twilio.messages()).extracting(message -> message.to()).doesNotHaveDuplicates();
        }
    }

    private void mail(int patients, int stops, Duration pause, Map<String, String> settings, List<Way> ways)
            throws Exception {
        try (var sink = new MailSink(pause)) {
            var relay = new HashMap<>(settings);
            relay.put("spring.mail.port", String.valueOf(sink.port()));
            run(patients, stops, Channel.EMAIL, relay, ways, new OtherEnd(sink::count, sink::begun));
            assertThat(sink.received()).as("nobody is written to twice").doesNotHaveDuplicates();
        }
    }

    private void run(int patients, int stops, Channel channel, Map<String, String> provider, List<Way> ways,
            OtherEnd otherEnd) {
        new Clinic(source).crowd(patients, Instant.now().plus(Duration.ofDays(3)));
        jdbc.sql("update patient set sex = case when id % 2 = 0 then 'FEMALE' else 'MALE' end").update();
        Map<Long, String> addresses = addresses(channel);
        try (var one = node("one", provider); var two = node("two", provider)) {
            one.awaitServing();
            two.awaitServing();
            one.promote(channel.name(), "{\"sex\": \"FEMALE\"}");
            two.promote(channel.name(), "{\"sex\": \"MALE\"}");
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> count("message") == patients);
            press(List.of(one, two), ways, otherEnd.count, patients, stops);
            Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> jdbc.sql("""
                    select count(*) from mailing where finished_at is not null
                    """).query(Integer.class).single() == 2);
        }
        judge(otherEnd.begun.get(), addresses, stops);
    }

    /// Presses the buttons of people who are about to be written to, as long as the run lasts, and lets scanners look at the
    /// links of others.
    private void press(List<ServiceNode> nodes, List<Way> ways, Counted sent, int patients, int stops) {
        var left = new AtomicInteger(stops);
        var hands = new ArrayList<Future<?>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int hand = 0; hand < HANDS; hand++) {
                hands.add(people.submit(() -> {
                    for (int turn = left.getAndDecrement(); turn > 0; turn = left.getAndDecrement()) {
                        ServiceNode node = nodes.get(RANDOM.nextInt(2));
                        if (turn % SCANNED == 0) {
                            look(node, at(1 + RANDOM.nextInt(patients / 2)).orElseThrow());
                        }
                        Optional<Sent> victim = at(sent.count() / 2 + RANDOM.nextInt(patients / 20));
                        if (victim.isEmpty()) {
                            return;
                        }
                        if (chosen.add(victim.get().patientId())) {
                            stop(ways.get(turn % ways.size()), node, victim.get());
                        }
                    }
                }));
            }
        }
        assertThat(hands).extracting(Future::state).containsOnly(Future.State.SUCCESS);
    }

    private Optional<Sent> at(int ordinal) {
        return jdbc.sql("""
                select mailing_id, ordinal, patient_id, channel, external_id, phone
                from message join patient on patient.id = patient_id
                where mailing_id = :mailing and ordinal = :ordinal
                """).param("mailing", 1 + RANDOM.nextInt(2)).param("ordinal", ordinal).query(Sent.class).optional();
    }

    private void look(ServiceNode scanner, Sent message) {
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            scanner.send(scanner.request(message.link()).method(method, BodyPublishers.noBody()).build());
        }
        scanned.add(message.patientId());
    }

    private void stop(Way way, ServiceNode node, Sent message) {
        try {
            way.stop(node, message);
        } catch (RuntimeException | AssertionError unanswered) {
            LOG.error("a stop got no good answer", unanswered);
            failed.put(message.patientId(), unanswered);
            return;
        }
        Instant at = Instant.now();
        answered.merge(message.patientId(), at, (one, other) -> one.isBefore(other) ? one : other);
    }

    private static void unsubscribe(ServiceNode node, Sent message) {
        assertThat(node.send(node.request(message.link()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")).build()).statusCode()).isEqualTo(200);
    }

    private static void block(ServiceNode node, Sent message) {
        assertThat(node.api("PUT", "/api/v1/patients/" + message.externalId() + "/block", "{\"reason\": \"a request\"}")
                .statusCode()).isEqualTo(200);
    }

    private static void erase(ServiceNode node, Sent message) {
        assertThat(node.api("POST", "/api/v1/patients/" + message.externalId() + "/erasure",
                "{\"reason\": \"a request\", \"document\": \"act 1\"}").statusCode()).isEqualTo(201);
    }

    private static void reply(TwilioStandIn twilio, ServiceNode node, Sent message) {
        assertThat(twilio.receive(URI.create("http://localhost:8080/hooks/twilio/inbound"), node.port(), Map.of("From",
                message.phone(), "Body", "Стоп", "MessageSid", "SM%032x".formatted(message.patientId()))))
                .contains("<Message>");
    }

    private void judge(Map<String, Instant> begun, Map<Long, String> addresses, int stops) {
        Set<Long> unsure = jdbc.sql("select patient_id from unconfirmed_stop").query((row, _) -> row.getLong(1)).set();
        var begunAt = addresses.keySet().stream().filter(patient -> begun.containsKey(addresses.get(patient)))
                .collect(Collectors.toMap(patient -> patient, patient -> begun.get(addresses.get(patient))));
        long late = answered.entrySet().stream().filter(stop -> !unsure.contains(stop.getKey())
                && isAfter(begunAt.get(stop.getKey()), stop.getValue())).count();
        long before = answered.keySet().stream().filter(patient -> !begunAt.containsKey(patient)).count();
        LOG.info("{} stopped, {} of them before their message; {} messages begun after the answer; {} told that one may"
                + " still arrive", answered.size(), before, late, unsure.size());
        assertThat(failed).as("stops without a good answer").isEmpty();
        assertThat(late).as("messages begun after the answer").isZero();
        assertThat(unsure).as("told that a message may still arrive").hasSizeLessThan(stops / 50);
        assertThat(answered).as("stopped").hasSizeGreaterThan(stops / 4);
        assertThat(before).as("stopped before their message").isGreaterThan(stops / 10);
        assertThat(scanned).isNotEmpty();
        assertThat(withheld()).as("all others may be written to, whatever scanners looked at")
                .isSubsetOf(answered.keySet());
    }

    private Set<Long> withheld() {
        return jdbc.sql("""
                select patient_id from message left join outcome using (mailing_id, ordinal, occasion_on)
                where message.withheld is not null or outcome.result = 'WITHHELD'
                """).query((row, _) -> row.getLong(1)).set();
    }

    private Map<Long, String> addresses(Channel channel) {
        Map<Long, String> addresses = new HashMap<>();
        jdbc.sql("select id, email, phone from patient").query(row -> {
            addresses.put(row.getLong("id"), row.getString(channel == Channel.EMAIL ? "email" : "phone"));
        });
        return addresses;
    }

    private static boolean isAfter(@Nullable Instant begun, Instant answer) {
        return begun != null && begun.isAfter(answer);
    }

    private ServiceNode node(String name, Map<String, String> provider) {
        var settings = new HashMap<>(provider);
        settings.put("spring.datasource.url", url);
        settings.put("vestnik.dispatch.journal", folder.resolve("journal").toString());
        return ServiceNode.begin(settings, List.of("-Xmx400m"), folder.resolve(name + ".log"));
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    /// How a person stops what comes.
    interface Way {

        void stop(ServiceNode node, Sent message);
    }

    interface Counted {

        int count();
    }

    interface Begun {

        Map<String, Instant> get();
    }

    /// Relay or provider: how much came, and when each hand-over began, by address.
    record OtherEnd(Counted count, Begun begun) {}

    record Sent(long mailingId, int ordinal, long patientId, Channel channel, String externalId, String phone) {

        String link() {
            return TestLinks.promotion(patientId, channel, mailingId, ordinal);
        }
    }
}
