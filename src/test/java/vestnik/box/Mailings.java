package vestnik.box;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Has the three jobs run for real, over the API, and watches until nothing waits any more.
final class Mailings {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final String PROMOTION = """
            {"name": "Утренние часы выгоднее", "template": "promotion", "purpose": "PROMOTION", "channel": "EMAIL",
             "audience": {"ageFrom": 18}}
            """;

    private static final String PROMOTED_LATELY = """
            select exists (select from campaign where launched_at > :since)
            """;

    private final BoxUser operator;
    private final BoxUser marketer;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final PrintStream out;

    Mailings(int port, JdbcClient jdbc, Clock clock, PrintStream out) {
        operator = new BoxUser(DemoUser.OPERATOR, port);
        marketer = new BoxUser(DemoUser.MARKETER, port);
        this.jdbc = jdbc;
        this.clock = clock;
        this.out = out;
    }

    void run() {
        List<Long> mailings = Stream.of(List.of(job("appointment-reminders")), promotion(),
                List.of(job("review-requests"))).flatMap(List::stream).toList();
        mailings.forEach(this::watch);
    }

    private long job(String name) {
        return operator.post("/api/v1/jobs/" + name + "/runs", "{}").get("mailing").asLong();
    }

    // One a day, for nobody wants more.
    private List<Long> promotion() {
        Instant since = clock.instant().minus(Duration.ofDays(1));
        if (jdbc.sql(PROMOTED_LATELY).param("since", since.atOffset(ZoneOffset.UTC)).query(Boolean.class)
                .single()) {
            out.println("  A promotion went out within a day; there is no other one.");
            return List.of();
        }
        String campaign = marketer.post("/api/v1/campaigns", PROMOTION).get("id").asString();
        marketer.post("/api/v1/campaigns/" + campaign + "/launch", "");
        return List.of(marketer.get("/api/v1/mailings?campaign=" + campaign).get(0).get("id").asLong());
    }

    private void watch(long mailing) {
        Instant giveUp = clock.instant().plus(LONGEST);
        String told = "";
        JsonNode state = look(mailing);
        while (isUnderWay(state) && clock.instant().isBefore(giveUp)) {
            told = tell(state, told);
            pause();
            state = look(mailing);
        }
        tell(state, told);
    }

    private JsonNode look(long mailing) {
        return operator.get("/api/v1/mailings/" + mailing);
    }

    private static boolean isUnderWay(JsonNode mailing) {
        return List.of("PLANNING", "SENDING").contains(mailing.get("state").asString());
    }

    private String tell(JsonNode mailing, String before) {
        long withheld = mailing.get("withheld").valueStream().mapToLong(JsonNode::asLong).sum();
        long planned = mailing.get("planned").asLong();
        String now = "    %-22s %-9s %,7d considered, %,7d withheld, %,7d of %,7d sent".formatted(
                mailing.get("kind").asString().toLowerCase(Locale.ROOT).replace('_', ' '),
                mailing.get("state").asString().toLowerCase(Locale.ROOT), planned, withheld,
                planned - withheld - mailing.get("waiting").asLong(), planned - withheld);
        if (!now.equals(before)) {
            out.println(now);
        }
        return now;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(cause);
        }
    }
}
