package vestnik;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.VestnikTest;

@VestnikTest
class StartTest {

    @Autowired
    JdbcClient jdbc;

    @Test
    void startsOnAnEmptyDatabase() {
        assertThat(jdbc.sql("select count(*) from message_state").query(Long.class).single()).isZero();
    }
}
