package vestnik.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
@Import(LaunchWitness.class)
class CampaignApiTest {

    private static final String PASSWORD = "a long enough password";
    private static final String PROMOTION = """
            {"name": "November", "template": "promotion", "purpose": "PROMOTION", "channel": "EMAIL",
             "audience": {"ageFrom": 18, "sex": "FEMALE", "branches": ["north"], "lastVisitFrom": "2026-01-01"}}""";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConsoleUsers users;

    @Autowired
    LaunchWitness witness;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        users.create("mara", PASSWORD, Role.MARKETER);
        users.create("oleg", PASSWORD, Role.OPERATOR);
        jdbc.sql("""
                insert into branch (external_id, name, zone) values ('north', 'North', 'Europe/Moscow')
                on conflict do nothing
                """).update();
    }

    @Test
    void keepsWhatAMarketerAsksFor() {
        var created = post("mara", "", PROMOTION);
        assertThat(created.statusCode()).isEqualTo(201);
        int id = JsonPath.read(created.body(), "$.id");
        assertThat(created.headers().firstValue("location")).hasValue("/api/v1/campaigns/" + id);
        var shown = call("GET", "oleg", "/" + id, "").body();
        assertThat(shown).isEqualTo(created.body());
        assertThat(JsonPath.<String>read(shown, "$.createdBy")).isEqualTo("mara");
        assertThat(JsonPath.<Integer>read(shown, "$.audienceCount")).isZero();
        assertThat(JsonPath.<String>read(shown, "$.audience.sex")).isEqualTo("FEMALE");
        assertThat(JsonPath.<List<Integer>>read(call("GET", "oleg", "", "").body(), "$[*].id")).contains(id);
        assertThat(audit(id)).containsExactly("mara create-campaign");
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "promotion"            | "none-such"            | UNKNOWN_TEMPLATE             | template
            "promotion"            | "review-request"       | TEMPLATE_FOR_ANOTHER_PURPOSE | template
            "PROMOTION"            | "PARTNER"              | TEMPLATE_FOR_ANOTHER_PURPOSE | template
            "PROMOTION"            | "REVIEW"               | NOT_A_CAMPAIGN               | purpose
            "PROMOTION"            | "SPAM"                 | UNREADABLE_FIELD             | purpose
            "November"             | "  "                   | INVALID                      | name
            "ageFrom": 18          | "ageForm": 18          | UNKNOWN_FIELD                | audience.ageForm
            "ageFrom": 18          | "ageFrom": "x"         | UNREADABLE_FIELD             | audience.ageFrom
            "ageFrom": 18          | "ageFrom": 151         | AGE_OUT_OF_RANGE             | audience.ageFrom
            "ageFrom": 18          | "ageFrom": 9, "ageTo": 8 | AGES_REVERSED              | audience.ageTo
            "ageFrom": 18          | "lastVisitTo": "2025-12-31" | DATES_REVERSED          | audience.lastVisitTo
            ["north"]              | ["north", "moon"]      | UNKNOWN_BRANCH               | audience.branches[1]
            "2026-01-01"           | "2026-13-01"           | UNREADABLE_FIELD             | audience.lastVisitFrom
            "channel": "EMAIL"     | "channel": null        | INVALID                      | channel
            """)
    void refusesWhatCannotBeSent(String good, String bad, String code, String field) {
        var answer = post("mara", "", PROMOTION.replace(good, bad));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
        assertThat(JsonPath.<String>read(answer.body(), "$.fields['%s']".formatted(field))).isNotBlank();
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThat(JsonPath.<String>read(post("mara", "", "{").body(), "$.code")).isEqualTo("UNREADABLE_BODY");
    }

    @Test
    void isLaunchedOnceAndSaysByWhom() {
        int id = create();
        var launched = post("mara", "/" + id + "/launch", "");
        assertThat(launched.statusCode()).isEqualTo(202);
        assertThat(launched.headers().firstValue("location")).hasValue("/api/v1/mailings?campaign=" + id);
        assertThat(JsonPath.<String>read(launched.body(), "$.launchedBy")).isEqualTo("mara");
        var again = post("mara", "/" + id + "/launch", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(JsonPath.<String>read(again.body(), "$.code")).isEqualTo("ALREADY_LAUNCHED");
        assertThat(JsonPath.<String>read(again.body(), "$.launchedBy")).isEqualTo("mara");
        assertThat(JsonPath.<String>read(again.body(), "$.launchedAt")).isEqualTo("2026-11-18T09:00:00Z");
        assertThat(audit(id)).containsExactly("mara create-campaign", "mara launch-campaign");
        assertThat(witness.launches(id)).containsExactly(new CampaignLaunched(id, "mara"));
    }

    @Test
    void ofManyAtOnceOneLaunches() throws Exception {
        int id = create();
        var answers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> post("mara", "/" + id + "/launch", "").statusCode()));
            }
        }
        assertThat(answers).extracting(Future::get).containsOnlyOnce(202).containsOnly(202, 409);
        assertThat(witness.launches(id)).hasSize(1);
    }

    @Test
    void onlyMarketersLaunchAndOnlyWhatExists() {
        assertThat(post("oleg", "/" + create() + "/launch", "").statusCode()).isEqualTo(403);
        assertThat(post("mara", "/999999/launch", "").statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(call("GET", "mara", "/999999", "").body(), "$.code"))
                .isEqualTo("UNKNOWN_CAMPAIGN");
    }

    private int create() {
        return JsonPath.read(post("mara", "", PROMOTION).body(), "$.id");
    }

    private List<@Nullable String> audit(int id) {
        return jdbc.sql("select actor || ' ' || action from audit_entry where subject = 'campaign:' || ? order by id")
                .param(id)
                .query(String.class)
                .list();
    }

    private HttpResponse<String> post(String user, String path, String body) {
        return call("POST", user, path, body);
    }

    private HttpResponse<String> call(String method, String user, String path, String body) {
        var credentials = (user + ':' + PASSWORD).getBytes(StandardCharsets.US_ASCII);
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/campaigns%s"
                    .formatted(port, path)))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
