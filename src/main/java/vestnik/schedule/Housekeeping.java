package vestnik.schedule;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes the partitions of the months to come before anything falls into the default ones.
@Component
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final Clock clock;

    Housekeeping(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void tidy() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        int made = jdbc.sql("select ensure_partitions(:since, :until)")
                .param("since", today.minusMonths(1))
                .param("until", today.plusMonths(MONTHS_AHEAD))
                .query(Integer.class).single();
        if (made > 0) {
            LOG.info("{} monthly partitions made", made);
        }
    }
}
