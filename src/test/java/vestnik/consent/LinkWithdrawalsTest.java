package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.LinkWithdrawals.Withdrawal;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Withdrawals that come while somebody else holds a patient's row: they gather behind the one that waits for it.
@Timeout(60)
class LinkWithdrawalsTest {

    static final String WAITING_FOR_LOCKS = "select count(*) from pg_locks where not granted";

    DataSource source;
    JdbcClient jdbc;
    LinkWithdrawals withdrawals;
    Connection staff;
    ExecutorService people;
    long anna;
    long boris;
    long vera;

    @BeforeEach
    void open() throws SQLException {
        source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
        var barrier = new Barrier(new StaticListableBeanFactory().getBeanProvider(WithdrawalBarrier.class), jdbc,
                new TestClock());
        withdrawals = new LinkWithdrawals(new NamedParameterJdbcTemplate(source), barrier);
        people = Executors.newVirtualThreadPerTaskExecutor();
        var clinic = new Clinic(source);
        anna = clinic.patient();
        boris = clinic.patient();
        vera = clinic.patient();
        staff = source.getConnection();
        staff.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        staff.close();
        people.close();
    }

    @Test
    void nobodyWaitsForWhatOnlyAnotherHasToWaitFor() throws Exception {
        hold(anna);
        var annas = withdraw(anna, "{}");
        awaitSomebodyWaiting();

        assertThat(withdraw(boris, "{}").get(20, TimeUnit.SECONDS)).isEqualTo(Reach.COMPLETE);
        assertThat(withdrawn(boris)).isEqualTo(1);
        assertThat(annas).isNotDone();
        staff.commit();
        assertThat(annas.get(20, TimeUnit.SECONDS)).isEqualTo(Reach.COMPLETE);
        assertThat(withdrawn(anna)).isEqualTo(1);
    }

    @Test
    void nobodyFailsWithTheOneThatFails() throws Exception {
        hold(anna);
        var annas = withdraw(anna, "{}");
        awaitSomebodyWaiting();
        var broken = withdraw(boris, "no JSON");
        var veras = withdraw(vera, "{}");

        assertThat(veras.get(20, TimeUnit.SECONDS)).isEqualTo(Reach.COMPLETE);
        assertThatThrownBy(broken::join).isInstanceOf(CompletionException.class).rootCause()
                .hasMessageContaining("invalid input syntax for type json");
        staff.commit();
        annas.get(20, TimeUnit.SECONDS);
        assertThat(List.of(withdrawn(anna), withdrawn(boris), withdrawn(vera))).containsExactly(1, 0, 1);
    }

    @Test
    void whoeverComesTwiceAtOnceIsWrittenOnce() {
        withdrawals.write(List.of(withdrawal(anna, "{}"), withdrawal(boris, "{}"), withdrawal(anna, "{}")));

        assertThat(List.of(withdrawn(anna), withdrawn(boris))).containsExactly(1, 1);
    }

    private void hold(long patient) throws SQLException {
        try (var lock = staff.prepareStatement("select id from patient where id = ? for update")) {
            lock.setLong(1, patient);
            lock.execute();
        }
    }

    private CompletableFuture<Reach> withdraw(long patient, String evidence) {
        return CompletableFuture.supplyAsync(() -> withdrawals.withdraw(withdrawal(patient, evidence)), people);
    }

    private static Withdrawal withdrawal(long patient, String evidence) {
        var visitor = new Visitor(new LinkTarget(patient, Purpose.PROMOTION, Channel.EMAIL, 1, 1), null,
                Locale.ENGLISH);
        return new Withdrawal(visitor, Set.of(new Subscription(Purpose.PROMOTION, Channel.EMAIL)), Source.ONE_CLICK,
                TestClock.START, evidence);
    }

    private void awaitSomebodyWaiting() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .until(() -> jdbc.sql(WAITING_FOR_LOCKS).query(Integer.class).single() > 0);
    }

    private int withdrawn(long patient) {
        return jdbc.sql("select count(*) from consent_ledger where patient_id = ? and act = 'WITHDRAWAL'")
                .param(patient).query(Integer.class).single();
    }
}
