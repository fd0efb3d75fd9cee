package vestnik.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vestnik.channel.Outcome;
import vestnik.channel.sms.Finding;
import vestnik.channel.sms.SentSms;
import vestnik.channel.sms.Sms;
import vestnik.channel.sms.SmsGateway;
import vestnik.consent.SuppressionReason;
import vestnik.consent.Suppressions;
import vestnik.mailing.SeenAtProvider;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;

@VestnikTest
@TestPropertySource(properties = {"vestnik.receipts.apart=0s", "vestnik.receipts.every=0s"})
@Import(ReconciliationTest.Provider.class)
class ReconciliationTest {

    @Autowired
    Reconciliation reconciliation;
    @Autowired
    Provider provider;
    @Autowired
    Suppressions suppressions;
    @Autowired
    TestClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    Clinic clinic;
    long patient;

    @BeforeEach
    void start() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        patient = clinic.patient();
        provider.reset();
        jdbc.sql("""
                insert into mailing (id, kind, purpose, template, run_key, as_of, started_by, started_at)
                overriding system value
                values (7, 'CAMPAIGN', 'PROMOTION', 'promotion', '7', :now, 'x', :now)
                """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void asksForWhatWasTakenAnHourAgoAndKeepsTheAnswer() throws InterruptedException {
        sms(1);
        provider.says("delivered", null);
        clock.advance(Duration.ofMinutes(59));
        assertThat(reconciliation.ask()).isZero();
        clock.advance(Duration.ofMinutes(1));

        assertThat(reconciliation.ask()).isOne();
        assertThat(receipts()).containsExactly("1 DELIVERED LOOKUP");
        assertThat(provider.asked).isEqualTo(1);
        assertThat(provider.seen).isEqualTo(new SeenAtProvider(7, 1, sid(1)));
        clock.advance(Duration.ofDays(1));
        assertThat(reconciliation.ask()).as("nothing is open any more").isZero();
    }

    @Test
    void doesNotAskForWhatACallbackHasTold() throws InterruptedException {
        sms(1);
        jdbc.sql("""
                insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at)
                select mailing_id, ordinal, 'UNDELIVERED', 'x', occasion_on, now() from message
                """).update();
        clock.advance(Duration.ofHours(2));

        assertThat(reconciliation.ask()).isZero();
    }

    @Test
    void asksEverMoreRarelyAndGivesUp() throws InterruptedException {
        sms(1);
        provider.says("sent", null);
        int asked = 0;
        for (int hours = 1; hours <= 24 * 5; hours++) {
            clock.advance(Duration.ofHours(1));
            asked += reconciliation.ask();
        }
        assertThat(asked).as("after 1, 4, 13 and 40 hours").isEqualTo(4);
        assertThat(receipts()).containsExactly("1 SENT LOOKUP");
    }

    @Test
    void doesForThePhoneWhatACallbackWouldHaveDone() throws InterruptedException {
        sms(1);
        provider.says("undelivered", 30006);
        clock.advance(Duration.ofHours(2));

        reconciliation.ask();

        String phone = jdbc.sql("select phone from patient").query(String.class).single();
        assertThat(suppressions.find(Channel.SMS, phone)).hasValueSatisfying(
                found -> assertThat(found.reason()).isEqualTo(SuppressionReason.INVALID));
    }

    @Test
    void stopsWhenTheProviderGivesNoAnswer() throws InterruptedException {
        sms(1);
        sms(2);
        provider.answer = new Finding.Unknown("HTTP 429");
        clock.advance(Duration.ofHours(2));

        assertThat(reconciliation.ask()).isOne();
        assertThat(receipts()).isEmpty();
        assertThat(reconciliation.ask()).as("the other comes first now").isOne();
        assertThat(provider.asked).isEqualTo(2);
    }

    @Test
    void whatTheProviderDoesNotKnowIsNoReceipt() throws InterruptedException {
        sms(1);
        provider.answer = new Finding.NotFound();
        clock.advance(Duration.ofHours(2));

        assertThat(reconciliation.ask()).isOne();
        assertThat(receipts()).isEmpty();
    }

    @Test
    void oneNodeAsksAtATime() {
        for (int i = 1; i <= 20; i++) {
            sms(i);
        }
        provider.says("delivered", null);
        clock.advance(Duration.ofHours(2));
        try (var nodes = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> rounds = List.of(nodes.submit(reconciliation::ask),
                    nodes.submit(reconciliation::ask), nodes.submit(reconciliation::ask),
                    nodes.submit(reconciliation::ask));
            assertThat(rounds).allSatisfy(round -> assertThat(round.get()).isIn(0, 20));
        }
        assertThat(provider.asked).isEqualTo(20);
    }

    private void sms(int ordinal) {
        jdbc.sql("""
                with planned as (
                  insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                  values (7, :ordinal, '2026-11-18', 'c:1:' || :ordinal, :patient, 'SMS')
                )
                insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reference)
                values (7, :ordinal, 1, '2026-11-18', :now, 'ACCEPTED', :sid)
                """).param("ordinal", ordinal).param("patient", patient)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("sid", sid(ordinal))
                .update();
    }

    private static String sid(int ordinal) {
        return "SM%032d".formatted(ordinal);
    }

    private List<String> receipts() {
        return jdbc.sql("select concat_ws(' ', ordinal, kind, source) from receipt order by ordinal, kind")
                .query((row, _) -> row.getString(1)).list();
    }

    @Primary
    static class Provider implements SmsGateway {

        Finding answer = new Finding.NotFound();
        volatile int asked;
        @Nullable
        SeenAtProvider seen;

        void reset() {
            asked = 0;
            seen = null;
        }

        void says(String status, @Nullable Integer code) {
            answer = new Finding.Found(new SentSms(sid(1), status, code, null, null, null));
        }

        @Override
        public Outcome handOver(Sms sms) {
            throw new IllegalStateException("nothing is sent here");
        }

        @Override
        public Finding find(Sms sms, Instant from, Instant until, Predicate<String> known) {
            throw new IllegalStateException("nothing is uncertain here");
        }

        @Override
        public synchronized Finding fetch(String sid) {
            asked++;
            return answer;
        }

        @EventListener
        void see(SeenAtProvider event) {
            seen = event;
        }
    }
}
