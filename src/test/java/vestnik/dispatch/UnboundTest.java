package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.test.TestDatabase;

class UnboundTest {

    @Test
    void holdsNoConnectionBetweenTwoStatements() {
        var source = TestDatabase.fresh();
        new TransactionTemplate(new ResourcelessTransactionManager()).executeWithoutResult(_ -> Unbound.get(() -> {
            JdbcClient.create(source).sql("select 1").query(Integer.class).single();
            assertThat(TransactionSynchronizationManager.getResource(source)).isNull();
            return true;
        }));
    }

    @Test
    void givesBackAConnectionThatWasBoundBefore() {
        var source = TestDatabase.fresh();
        var jdbc = JdbcClient.create(source);
        new TransactionTemplate(new ResourcelessTransactionManager()).executeWithoutResult(_ -> {
            jdbc.sql("select 1").query(Integer.class).single();
            Unbound.get(() -> {
                assertThat(TransactionSynchronizationManager.getResource(source)).isNull();
                new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(
                        status -> jdbc.sql("create table something ()").update());
                return true;
            });
            assertThat(jdbc.sql("select count(*) from something").query(Integer.class).single()).isZero();
        });
    }
}
