package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import vestnik.channel.email.ScriptedSmtpServer;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.FaultyProxy;
import vestnik.test.FaultyProxy.Way;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.twilio.TwilioMessage;
import vestnik.twilio.TwilioStandIn;

/// Whole runs, while what they need fails in the middle: the database, the relay, Twilio, the disk. Nobody is written to
/// twice, nobody is forgotten, and the counts say what happened.
@VestnikTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"vestnik.dispatch.patience=20s", "vestnik.dispatch.range=20",
        "spring.mail.properties.mail.smtp.timeout=1000", "spring.mail.properties.mail.smtp.connectiontimeout=1000"})
class RunFaultsTest {

    static final int PATIENTS = 200;
    static final int CONNECTIONS = 8;
    static final Pattern RECIPIENT = Pattern.compile("(?m)^To:.*?(\\w+@patients\\.test)");
    static final ScriptedSmtpServer RELAY = ScriptedSmtpServer.start();
    static final TwilioStandIn TWILIO = TwilioStandIn.start(0, "0123456789abcdef0123456789abcdef");
    static final FaultyProxy TO_RELAY = new FaultyProxy(RELAY.port());
    static final FaultyProxy TO_TWILIO = new FaultyProxy(TWILIO.url().getPort());

    @Autowired
    MailingRuns runs;
    @Autowired
    Mailings mailings;
    @Autowired
    Node node;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    Clinic clinic;

    /// Leads the pool to the database by a proxy, before it opens its first connection.
    @TestConfiguration
    static class DatabaseBehindProxy implements BeanPostProcessor {

        private static final Pattern HOST = Pattern.compile("//[^/]*:(\\d+)/");
        private static @Nullable FaultyProxy opened;

        static FaultyProxy proxy() {
            return Objects.requireNonNull(opened);
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof HikariDataSource pool) {
                var host = HOST.matcher(pool.getJdbcUrl());
                assertThat(host.find()).isTrue();
                opened = new FaultyProxy(Integer.parseInt(host.group(1)));
                pool.setJdbcUrl(host.replaceFirst("//127.0.0.1:" + opened.port() + "/"));
            }
            return bean;
        }
    }

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.port", TO_RELAY::port);
        registry.add("vestnik.sms.twilio.base-url", () -> "http://127.0.0.1:" + TO_TWILIO.port());
    }

    @AfterAll
    static void closeProviders() {
        TO_RELAY.close();
        TO_TWILIO.close();
        RELAY.close();
        TWILIO.close();
    }

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        clinic.crowd(PATIENTS, TestClock.START.minus(Duration.ofDays(2)));
        jdbc.sql("update appointment set status = 'FULFILLED'").update();
        RELAY.messages().clear();
        TO_RELAY.delay(Way.TO_CLIENT, Duration.ofMillis(5));
    }

    @AfterEach
    void close() {
        TO_RELAY.heal();
        clinic.close();
    }

    @Test
    void goesOnAfterAllConnectionsToTheDatabaseBroke() {
        var run = CompletableFuture.supplyAsync(this::ask);
        awaitSent(PATIENTS / 4);
        DatabaseBehindProxy.proxy().refuse();
        DatabaseBehindProxy.proxy().reset();
        awaitStandstill();
        DatabaseBehindProxy.proxy().heal();
        run.exceptionally(_ -> null).join();
        assertEverybodyGotOne(finish(), 0);
    }

    @Test
    void leavesAtMostTheMessageUncertainInWhoseMiddleTheRelayWasReset() {
        TO_RELAY.cutAfter(Way.TO_SERVER, 100_000);
        ask();
        assertEverybodyGotOne(finish(), 1);
    }

    @Test
    void goesOnWhenARelayThatTookAllAndAnsweredNothingIsWellAgain() {
        var run = CompletableFuture.supplyAsync(this::ask);
        awaitSent(PATIENTS / 4);
        int before = TO_RELAY.accepted();
        TO_RELAY.swallow();
        await().until(() -> TO_RELAY.accepted() > before);
        TO_RELAY.reset();
        TO_RELAY.heal();
        run.join();
        assertEverybodyGotOne(finish(), CONNECTIONS);
    }

    @Test
    void goesOnAfterARelaySaidGoodbyeInTheMiddle() {
        RELAY.answer("MAIL", afterEach(50, "421 4.3.2 Service shutting down"));
        ask();
        assertEverybodyGotOne(finish(), 0);
    }

    @Test
    void goesOnAfterARelayHungUpAfterSoManyMessages() {
        RELAY.answer("MAIL", afterEach(50, ScriptedSmtpServer.CLOSE));
        ask();
        assertEverybodyGotOne(finish(), 0);
    }

    @Test
    void looksAnSmsUpWhoseAnswerWasCutOffAndNeverSendsItAgain() {
        // Twilio's stand-in tells the true time.
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        long patient = clinic.patient();
        clinic.appointment(patient, clock.instant().plus(Duration.ofHours(2)));
        Instant at = clock.instant();
        TO_TWILIO.cutAfter(Way.TO_CLIENT, 0);
        Mailing mailing = remind(at);
        assertThat(mailings.countStates(mailing.id())).containsEntry("UNCERTAIN", 1L);
        assertThat(mailing.finishedAt()).isNull();
        clock.advance(Duration.ofMinutes(2));
        assertThat(remind(at).finishedAt()).isNotNull();
        assertThat(mailings.countStates(mailing.id())).containsEntry("ACCEPTED", 1L).doesNotContainKey("UNCERTAIN");
        assertThat(sms(patient)).hasSize(1);
    }

    @Test
    void sendsNothingWithoutAJournal(CapturedOutput output) throws Exception {
        Path aside = Files.move(node.folder(), node.folder().resolveSibling("aside"));
        try {
            assertNothingIsSent(output);
        } finally {
            Files.move(aside, node.folder());
        }
        assertEverybodyGotOne(finish(), 0);
    }

    @Test
    void sendsNothingWhenTheDiskIsFull(CapturedOutput output) throws Exception {
        Path folder = node.folder().toAbsolutePath();
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder.toString()) == 0,
                "skipped: this user may not mount a small disk");
        try {
            Files.write(folder.resolve("all"), new byte[4096]);
            assertNothingIsSent(output);
        } finally {
            assertThat(run("umount", "-l", folder.toString())).isZero();
        }
        assertEverybodyGotOne(finish(), 0);
    }

    private void assertNothingIsSent(CapturedOutput output) {
        Mailing mailing = ask();
        assertThat(mailing.finishedAt()).isNull();
        assertThat(jdbc.sql("select failure from mailing where id = ?").param(mailing.id()).query(String.class)
                .single()).isNotBlank();
        assertThat(output).contains("cannot open a journal");
        assertThat(mailings.countStates(mailing.id())).containsOnlyKeys("WAITING");
        assertThat(RELAY.messages()).isEmpty();
    }

    private void assertEverybodyGotOne(Mailing mailing, int mayBeUncertain) {
        Map<String, Long> states = mailings.countStates(mailing.id());
        long uncertain = states.getOrDefault("UNCERTAIN", 0L);
        assertThat(uncertain).as("uncertain").isLessThanOrEqualTo(mayBeUncertain);
        assertThat(states.getOrDefault("ACCEPTED", 0L)).as("final: %s", states).isEqualTo(PATIENTS - uncertain);
        assertThat(recipients()).doesNotHaveDuplicates().hasSizeBetween((int) (PATIENTS - uncertain), PATIENTS);
        assertThat(jdbc.sql("""
                select count(*) from attempt
                left join outcome using (mailing_id, ordinal, number, occasion_on) where outcome.mailing_id is null
                """).query(Integer.class).single()).as("attempts without an outcome").isZero();
    }

    private Mailing ask() {
        return runs.run(MailingKind.REVIEW_REQUESTS, TestClock.START, "test");
    }

    private Mailing remind(Instant at) {
        return runs.run(MailingKind.APPOINTMENT_REMINDERS, at, "test");
    }

    /// As the ticker does; what was put off becomes due meanwhile.
    private Mailing finish() {
        return await().ignoreExceptions().until(() -> {
            clock.advance(Duration.ofMinutes(10));
            return ask();
        }, mailing -> mailing.finishedAt() != null);
    }

    private static void awaitSent(int messages) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> RELAY.messages().size() >= messages);
    }

    private static void awaitStandstill() {
        var last = new int[1];
        await().during(Duration.ofMillis(500)).until(() -> {
            int before = last[0];
            last[0] = RELAY.messages().size();
            return last[0] == before;
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static List<String> recipients() {
        return RELAY.messages().stream().map(message -> {
            var to = RECIPIENT.matcher(message);
            assertThat(to.find()).as("a recipient in %s", message).isTrue();
            return to.group(1);
        }).toList();
    }

    private List<TwilioMessage> sms(long patient) {
        String phone = jdbc.sql("select phone from patient where id = ?").param(patient).query(String.class).single();
        return TWILIO.messages().stream().filter(message -> message.to().equals(phone)).toList();
    }

    private static String[] afterEach(int messages, String answer) {
        return Stream.concat(Collections.nCopies(messages, "250 2.1.0 Ok").stream(), Stream.of(answer))
                .toArray(String[]::new);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
