package vestnik.dispatch;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/// One scheduler of Quartz's cluster for each lane. Its jobs are portions of mailings: any node takes them, and those of a
/// node that Quartz finds dead are run again elsewhere. A node that only runs one command opens the lanes it needs.
@Component
class Lanes implements SmartLifecycle {

    /// Portions of one lane that a node works on at a time; they share its connections.
    static final int SLOTS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final QuartzProperties quartz;
    private final DataSource source;
    private final PlatformTransactionManager transactions;
    private final ApplicationContext beans;
    private final Map<Lane, Scheduler> open = new EnumMap<>(Lane.class);
    private volatile boolean running;

    Lanes(QuartzProperties quartz, DataSource source, PlatformTransactionManager transactions,
            ApplicationContext beans) {
        this.quartz = quartz;
        this.source = source;
        this.transactions = transactions;
        this.beans = beans;
    }

    /// The scheduler of a lane, at work.
    synchronized Scheduler of(Lane lane) {
        return open.computeIfAbsent(lane, this::open);
    }

    /// Whether this node takes no more work and hands back what it has.
    boolean isClosing() {
        return !running;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (quartz.isAutoStartup()) {
            for (Lane lane : Lane.values()) {
                of(lane);
            }
        }
    }

    /// Takes no more work, and waits until what is on the wire has ended and the rest is handed back.
    @Override
    public void stop() {
        running = false;
        Map<Lane, Scheduler> closing;
        synchronized (this) {
            closing = new EnumMap<>(open);
            open.clear();
        }
        closing.values().forEach(Lanes::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After the runs that wait for the lanes have been told to stop, before everything that the portions need.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    private Scheduler open(Lane lane) {
        var factory = new SchedulerFactoryBean();
        factory.setDataSource(source);
        factory.setTransactionManager(transactions);
        var jobs = new SpringBeanJobFactory();
        jobs.setApplicationContext(beans);
        factory.setJobFactory(jobs);
        factory.setQuartzProperties(properties(lane));
        factory.setApplicationContext(beans);
        try {
            factory.afterPropertiesSet();
            Scheduler scheduler = Objects.requireNonNull(factory.getObject());
            scheduler.start();
            return scheduler;
        } catch (Exception cause) {
            throw new IllegalStateException("the lane " + lane + " cannot be opened", cause);
        }
    }

    private Properties properties(Lane lane) {
        var properties = new Properties();
        properties.putAll(quartz.getProperties());
        properties.put("org.quartz.scheduler.instanceName",
                quartz.getProperties().get("org.quartz.scheduler.instanceName") + "-" + lane);
        properties.put("org.quartz.threadPool.threadCount", "" + SLOTS);
        properties.put("org.quartz.threadPool.threadNamePrefix", lane.name().toLowerCase(Locale.ROOT));
        return properties;
    }

    private static void close(Scheduler scheduler) {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException cause) {
            LOG.warn("a lane could not be closed: {}", cause.toString());
        }
    }
}
