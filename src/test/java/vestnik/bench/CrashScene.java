package vestnik.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vestnik.bench.CrashVerdict.Fate;
import vestnik.test.KillableDatabase;
import vestnik.test.MailSink;
import vestnik.test.ServiceNode;

/// Two nodes, a database and a relay that remembers; each run sends a promotion and reminders to people of its own, and is
/// hit once.
final class CrashScene implements AutoCloseable {

    static final int MESSAGES_EACH = 300;
    static final int CONNECTIONS = 4;

    private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORGET_EARLIER = "update patient set sex = 'MALE' where sex = 'FEMALE'";
    private static final String SETTLE = """
            with person as (
              insert into patient (external_id, given_name, patronymic, sex, birth_date, email, phone, phone_takes_sms,
                content_hash)
              select format('%s-%s', :run, n), 'Иван', 'Ильич', case when n <= :each then 'FEMALE' else 'MALE' end,
                '1970-01-01', format('p%s-%s@patients.test', :run, n), '+7926' || lpad((:run * 1000 + n)::text, 7, '0'),
                true, ''
              from generate_series(1, 2 * :each) n
              returning id, external_id, sex
            ), asked as (
              insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor)
              select id, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PAPER', 'reception' from person where sex = 'FEMALE'
            )
            insert into appointment (external_id, patient_id, starts_at, status, content_hash)
            select external_id, id, cast(:at as timestamptz), 'BOOKED', '' from person where sex = 'MALE'
            """;
    private static final String LAST_MAILING = "select coalesce(max(id), 0) from mailing";
    private static final String LIST_FINISHED = """
            select id from mailing
            where id > :after and kind in ('CAMPAIGN', 'APPOINTMENT_REMINDERS') and finished_at is not null
            """;
    private static final String LIST_FATES = """
            select message_state.mailing_id, message_state.ordinal, message_state.state, patient.email,
              mailing.kind = 'APPOINTMENT_REMINDERS' as reminder,
              (select coalesce(string_agg(result, ' ' order by number), '') from outcome
                where outcome.mailing_id = message_state.mailing_id and outcome.ordinal = message_state.ordinal) as history,
              (select count(*) from attempt
                left join outcome using (mailing_id, ordinal, number, occasion_on)
                where attempt.mailing_id = message_state.mailing_id and attempt.ordinal = message_state.ordinal
                  and outcome.mailing_id is null) as unrecorded
            from message_state
            join mailing on mailing.id = message_state.mailing_id
            join patient on patient.id = message_state.patient_id
            where message_state.mailing_id > :after and message_state.channel = 'EMAIL'
            """;

    private final Path folder;
    private final KillableDatabase database;
    private final MailSink sink = new MailSink(Duration.ofMillis(25));
    private final JdbcClient jdbc;
    private final List<ServiceNode> nodes = new ArrayList<>();
    private int started;
    private int runs;

    CrashScene(Path folder) throws IOException {
        this.folder = folder;
        database = new KillableDatabase(folder.resolve("postgres"));
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        jdbc = JdbcClient.create(source);
        nodes.add(begin());
        nodes.add(begin());
    }

    CrashVerdict play(Blow blow) throws InterruptedException, IOException {
        nodes.forEach(ServiceNode::awaitServing);
        long after = jdbc.sql(LAST_MAILING).query(Long.class).single();
        int before = sink.count();
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        settle(at.plus(Duration.ofDays(3)));
        long begun = System.nanoTime();
        nodes.getFirst().promote("EMAIL", "{\"sex\": \"FEMALE\"}");
        nodes.getLast().api("POST", "/api/v1/jobs/appointment-reminders/runs", "{\"at\": \"" + at + "\"}");
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2))
                .until(() -> sink.count() - before >= blow.messages());
        LockSupport.parkNanos(blow.later().toNanos());
        strike(blow);
        List<String> wrong = awaitEnd(after);
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<Fate> fates = fates(after, came(before));
        wrong.addAll(differences(nodes.get(1 - blow.node()), fates));
        int mostUncertain = blow.kind() == Blow.Kind.KILL_DATABASE ? 0 : 2 * CONNECTIONS;
        return CrashVerdict.of(blow, fates, mostUncertain, seconds, wrong);
    }

    private void settle(Instant appointmentsAt) {
        runs++;
        jdbc.sql(FORGET_EARLIER).update();
        jdbc.sql(SETTLE).param("run", runs).param("each", MESSAGES_EACH)
                .param("at", appointmentsAt.atOffset(ZoneOffset.UTC)).update();
    }

    private void strike(Blow blow) throws InterruptedException, IOException {
        switch (blow.kind()) {
            case KILL -> {
                nodes.get(blow.node()).kill();
                nodes.set(blow.node(), begin());
            }
            case STAND_STILL -> {
                nodes.get(blow.node()).pause();
                LockSupport.parkNanos(LONGER_THAN_ANY_LEASE.toNanos());
                nodes.get(blow.node()).goOn();
            }
            case KILL_DATABASE -> {
                database.kill();
                database.startAgain();
            }
        }
    }

    private List<String> awaitEnd(long after) {
        var wrong = new ArrayList<String>();
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                    .until(() -> jdbc.sql(LIST_FINISHED).param("after", after).query().listOfRows().size() == 2);
        } catch (ConditionTimeoutException _) {
            wrong.add("not finished within " + PATIENCE);
        }
        return wrong;
    }

    private Map<String, Integer> came(int before) {
        List<String> all = sink.received();
        var came = new HashMap<String, Integer>();
        all.subList(before, all.size()).forEach(address -> came.merge(address, 1, Integer::sum));
        return came;
    }

    private List<Fate> fates(long after, Map<String, Integer> came) {
        return jdbc.sql(LIST_FATES).param("after", after).query((row, _) -> fate(row, came)).list();
    }

    private static Fate fate(ResultSet row, Map<String, Integer> came) throws SQLException {
        return new Fate(row.getLong("mailing_id"), row.getInt("ordinal"), row.getBoolean("reminder"),
                row.getString("state"), row.getString("history"), row.getInt("unrecorded"),
                came.getOrDefault(row.getString("email"), 0));
    }

    /// Where the counts that people see differ from the rows, or rows are missing.
    private List<String> differences(ServiceNode survivor, List<Fate> fates) {
        var wrong = new ArrayList<String>();
        if (fates.size() != 2 * MESSAGES_EACH) {
            wrong.add(fates.size() + " messages planned instead of " + 2 * MESSAGES_EACH);
        }
        for (long id : fates.stream().map(Fate::mailing).distinct().toList()) {
            JsonNode told = told(survivor, id);
            for (String state : List.of("accepted", "uncertain")) {
                long rows = fates.stream().filter(fate -> fate.mailing() == id && fate.state().equalsIgnoreCase(state))
                        .count();
                if (told.get(state).asLong() != rows) {
                    wrong.add("mailing %d tells %s %s, but %d rows are".formatted(id, told.get(state), state, rows));
                }
            }
        }
        return wrong;
    }

    private JsonNode told(ServiceNode survivor, long mailing) {
        return Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            var answer = survivor.api("GET", "/api/v1/mailings/" + mailing, "");
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.nullNode();
        }, JsonNode::isObject);
    }

    private ServiceNode begin() {
        started++;
        var settings = new HashMap<>(Map.of("spring.datasource.url", database.url(),
                "spring.quartz.auto-startup", "true",
                "spring.mail.port", String.valueOf(sink.port()),
                "vestnik.run.recover-every", "500ms",
                "vestnik.retry.uncertain-after", "2s",
                "vestnik.reminders.offsets.early.channels", "EMAIL",
                "vestnik.dispatch.journal", folder.resolve("journal").toString(),
                "vestnik.dispatch.range", "20",
                "vestnik.plan.patients-each", "1",
                "vestnik.dispatch.email-connections", String.valueOf(CONNECTIONS)));
        for (String schedule : List.of("appointment-reminders", "review-requests", "consent-confirmations",
                "campaign-follow-ups", "housekeeping")) {
            settings.put("vestnik.schedules." + schedule, "off");
        }
        return ServiceNode.begin(settings, List.of("-Xmx300m"), folder.resolve("node-" + started + ".log"));
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(ServiceNode::close);
        sink.close();
        database.close();
    }
}
