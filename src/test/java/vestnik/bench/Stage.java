package vestnik.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vestnik.test.DelayingSink;
import vestnik.test.FreePort;
import vestnik.test.Looks;
import vestnik.test.OtherProcess;
import vestnik.test.ServiceNode;
import vestnik.test.SmtpSink;
import vestnik.test.TestDatabase;

/// A clinic full of patients on a durable database, and the service in processes of their own, each with the heap of a small
/// machine. The relay behind one port is exchanged while they run.
final class Stage implements AutoCloseable {

    static final int HEAP_MB = Integer.getInteger("bench.heap", 256);
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 40_000);
    private static final int MONTHS = Integer.getInteger("bench.months", 0);
    private static final List<String> OPTIONS = Arrays.stream(System.getProperty("bench.jvm", "").split(" "))
            .filter(Predicate.not(String::isEmpty)).toList();
    private static final Map<String, String> POOL_AS_IN_PRODUCTION = Map.of(
            "spring.datasource.hikari.minimum-idle", "24", "spring.datasource.hikari.idle-timeout", "600000");
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final String LIST_FINISHED = "select finished_at is not null from mailing where id = :id";
    private static final String COUNT_OUTCOMES = """
            select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables where relname like 'outcome%'
            """;
    private static final String LIST_STATEMENTS = """
            select format('%s ms in %s plans, %s ms in %s calls, %s rows: %s', round(total_plan_time), plans, round(total_exec_time), calls, rows,
              left(regexp_replace(query, '\\s+', ' ', 'g'), 100))
            from pg_stat_statements
            order by total_plan_time + total_exec_time desc
            limit 15
            """;
    private static final String TELL_SPAN = """
            select mailing.as_of,
              (select count(*) from message where message.mailing_id = mailing.id and withheld is null) as messages,
              (select count(*) from outcome where outcome.mailing_id = mailing.id and result = 'ACCEPTED') as accepted,
              extract(epoch from finished_at - started_at) as whole,
              extract(epoch from planned_at - started_at) as planning,
              extract(epoch from (select max(at) from outcome where outcome.mailing_id = mailing.id)
                - (select min(at) from attempt where attempt.mailing_id = mailing.id)) as sending
            from mailing
            where id = :id
            """;

    private final String url = TestDatabase.freshUrl();
    private final Looks looks = Looks.at(url);
    private final JdbcClient jdbc = looks.jdbc();
    private final Path folder;
    private final int port = FreePort.find();
    private final List<ServiceNode> nodes = new ArrayList<>();
    private final List<GarbageLog> garbage = new ArrayList<>();
    private @Nullable SmtpSink sink;
    private @Nullable DelayingSink ownSink;

    /// @param patients of each age
    /// @param ages of [Crowd#young(int)]
    Stage(Path folder, int patients, int ages) {
        this.folder = folder;
        new Crowd(WARM_UP, patients, ages).settle(jdbc);
        if (MONTHS > 0) {
            new Years(MONTHS).pass(jdbc);
            jdbc.sql("vacuum analyze").update();
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /// Puts each question on a connection of its own: its process in the database begins as cold as those of the service.
    JdbcClient cold() {
        return JdbcClient.create(new DriverManagerDataSource(url));
    }

    int port() {
        return port;
    }

    /// Starts the service once more.
    ServiceNode start(Map<String, String> more) {
        int number = nodes.size() + 1;
        var settings = new HashMap<>(Map.of("spring.datasource.url", url, "spring.mail.port", String.valueOf(port),
                "vestnik.rules.marketing-cap.messages", "100", "vestnik.dispatch.journal",
                folder.resolve("journal").toString()));
        settings.putAll(POOL_AS_IN_PRODUCTION);
        settings.putAll(more);
        var log = new GarbageLog(folder.resolve("gc-" + number + ".log"));
        var options = new ArrayList<>(OtherProcess.AS_IN_PRODUCTION);
        options.addAll(List.of("-Xmx" + HEAP_MB + "m", "-XX:+UseParallelGC", log.option()));
        options.addAll(OPTIONS);
        var node = ServiceNode.start(settings, options, folder.resolve("node-" + number + ".log"));
        nodes.add(node);
        garbage.add(log);
        return node;
    }

    /// Stops all processes of the service.
    void stop() {
        nodes.forEach(ServiceNode::close);
        nodes.clear();
    }

    /// Lets the old patients be written to, into a sink that measures; returns the size of a message in bytes.
    int warmUp() {
        return warmUp(1);
    }

    /// Does so some times.
    int warmUp(int times) {
        try (var measuring = new DelayingSink(port, Duration.ZERO)) {
            for (int campaign = 0; campaign < times; campaign++) {
                send(Crowd.OLD);
            }
            return measuring.bytesPerMessage();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// From now on, mail is taken as fast as it comes: by smtp-sink if it is installed.
    void openRelay() throws IOException {
        if (SmtpSink.isInstalled()) {
            sink = SmtpSink.start(port);
        } else {
            openRelay(Duration.ZERO);
        }
    }

    /// From now on, each message is taken so much later.
    void openRelay(Duration latency) {
        ownSink = new DelayingSink(port, latency);
    }

    /// From now on, nobody takes mail.
    void closeRelay() throws IOException {
        if (sink != null) {
            sink.close();
            sink = null;
        }
        if (ownSink != null) {
            ownSink.close();
            ownSink = null;
        }
    }

    /// One campaign from its launch to its end.
    Span send(String audience) {
        forgetStatements();
        Cpu before = cpu();
        nodes.getFirst().promote("EMAIL", audience);
        long mailing = jdbc.sql("select max(id) from mailing").query(Long.class).single();
        awaitEnd(mailing);
        Span span = jdbc.sql(TELL_SPAN).param("id", mailing).query(Span::of).single().with(cpu().since(before));
        LOG.info("{}", span);
        tellStatements();
        return span;
    }

    private void forgetStatements() {
        if (TestDatabase.COUNTS_STATEMENTS) {
            jdbc.sql("create extension if not exists pg_stat_statements").update();
            jdbc.sql("select pg_stat_statements_reset()").query().listOfRows();
        }
    }

    private void tellStatements() {
        if (TestDatabase.COUNTS_STATEMENTS) {
            LOG.info("{}", String.join("\n", jdbc.sql(LIST_STATEMENTS).query(String.class).list()));
        }
    }

    /// Waits until a mailing is finished.
    void awaitEnd(long mailing) {
        long toldAt = System.nanoTime();
        long before = count();
        while (!jdbc.sql(LIST_FINISHED).param("id", mailing).query(Boolean.class).single()) {
            Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            if (System.nanoTime() - toldAt > TELL_EVERY.toNanos()) {
                toldAt = System.nanoTime();
                LOG.info("{} outcomes", count() - before);
            }
        }
    }

    private long count() {
        return jdbc.sql(COUNT_OUTCOMES).query(Long.class).single();
    }

    /// The most heap that any process of the service used so far.
    int heapMb() {
        return garbage.stream().mapToInt(GarbageLog::mostUsedMb).max().orElse(0);
    }

    /// The most that was left of it after a collection.
    int liveMb() {
        return garbage.stream().mapToInt(GarbageLog::mostLeftMb).max().orElse(0);
    }

    private Cpu cpu() {
        return new Cpu(nodes.stream().map(ServiceNode::cpu).reduce(Duration.ZERO, Duration::plus),
                Cpu.ofDatabase(jdbc.sql("select pg_backend_pid()").query(Long.class).single()),
                sink == null ? Duration.ZERO : sink.cpu());
    }

    @Override
    public void close() throws IOException {
        stop();
        closeRelay();
        looks.close();
        TestDatabase.drop(url);
    }
}
