package vestnik.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Purpose;

@VestnikTest
class ControlApiTest {

    @Autowired
    WebApplicationContext context;
    @Autowired
    Holds holds;
    @Autowired
    Alerts alerts;
    @Autowired
    Mailings mailings;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;
    /// Would go on with what is let go.
    @MockitoBean
    MailingRuns runs;

    private Clinic clinic;
    private MockMvcTester api;
    private long campaign;
    private Mailing promotion;
    private Mailing reminders;

    @BeforeEach
    void annasCampaignAndReminders() {
        clinic = new Clinic(source);
        clock.set(TestClock.START);
        api = MockMvcTester.from(context, web -> web.apply(springSecurity()).build());
        campaign = JdbcClient.create(source).sql("""
                insert into campaign (name, template, purpose, channel, audience, created_by, created_at)
                values ('c', 'promotion', 'PROMOTION', 'EMAIL', '{}', 'anna', now()) returning id
                """).query(Long.class).single();
        promotion = mailings.open(MailingKind.CAMPAIGN, Purpose.PROMOTION, "promotion", "one", clock.instant(),
                campaign,
                "anna", clock.instant());
        reminders = mailings.open(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT, "appointment-reminder", "two",
                clock.instant(), null, "schedule", clock.instant());
    }

    @AfterEach
    void clear() {
        clinic.close();
    }

    @Test
    void aMarketerPausesAndResumesAnOwnCampaign() {
        assertThat(call("PUT", "/api/v1/mailings/" + promotion.id() + "/pause", "anna", "MARKETER",
                "{\"reason\": \"wrong price\"}")).hasStatusOk().bodyJson().extractingPath("$").asMap()
                .containsEntry("thing", "CAMPAIGN").containsEntry("key", "" + campaign).containsEntry("by", "anna")
                .containsEntry("reason", "BY_HAND").containsEntry("words", "wrong price")
                .containsEntry("since", "2026-11-18T09:00:00Z");
        assertThat(call("GET", "/api/v1/holds", "vera", "VIEWER", "")).bodyJson().extractingPath("$[*].key").asArray()
                .containsExactly("" + campaign);
        assertThat(call("GET", "/api/v1/mailings/" + promotion.id(), "vera", "VIEWER", "")).bodyJson()
                .extractingPath("$.state").isEqualTo("PAUSED");
        assertThat(call("DELETE", "/api/v1/campaigns/" + campaign + "/pause", "anna", "MARKETER", "")).hasStatus(204);
        assertThat(call("DELETE", "/api/v1/campaigns/" + campaign + "/pause", "anna", "MARKETER", "")).hasStatus(204);
        assertThat(holds.open()).isEmpty();
    }

    @Test
    void aMarketerCannotTouchWhatIsNotTheirs() {
        for (String path : List.of("/api/v1/mailings/" + promotion.id() + "/pause",
                "/api/v1/campaigns/" + campaign + "/pause", "/api/v1/mailings/" + promotion.id() + "/cancellation")) {
            assertProblem(call("PUT", path, "boris", "MARKETER", ""), 403, "NOT_YOURS");
        }
        assertProblem(call("PUT", "/api/v1/mailings/" + reminders.id() + "/pause", "anna", "MARKETER", ""), 403,
                "NOT_YOURS");
        assertThat(holds.open()).isEmpty();
    }

    @Test
    void whatAnOperatorPausedAMarketerDoesNotResume() {
        call("PUT", "/api/v1/campaigns/" + campaign + "/pause", "olga", "OPERATOR", "");
        assertProblem(call("DELETE", "/api/v1/campaigns/" + campaign + "/pause", "anna", "MARKETER", ""), 403,
                "HELD_BY_ANOTHER");
        assertThat(holds.open()).hasSize(1);
        assertThat(call("DELETE", "/api/v1/campaigns/" + campaign + "/pause", "adam", "ADMIN", "")).hasStatus(204);
    }

    @Test
    void whatPausedItselfItsMarketerResumes() {
        holds.hold(new Held.OfCampaign(campaign), Why.tooMany(Why.Reason.BOUNCES, 64, 1_200), Holds.BY_ITSELF);
        assertThat(call("GET", "/api/v1/mailings/" + promotion.id(), "vera", "VIEWER", "")).bodyJson()
                .extractingPath("$.state").isEqualTo("BRAKED");
        assertThat(call("DELETE", "/api/v1/mailings/" + promotion.id() + "/pause", "anna", "MARKETER", ""))
                .hasStatus(204);
    }

    @Test
    void cancellingIsForGood() {
        String path = "/api/v1/mailings/" + promotion.id();
        assertThat(call("PUT", path + "/cancellation", "anna", "MARKETER", "")).hasStatusOk().bodyJson()
                .extractingPath("$").asMap().containsEntry("cancelledBy", "anna");
        assertThat(call("PUT", path + "/cancellation", "olga", "OPERATOR", "")).hasStatusOk().bodyJson()
                .extractingPath("$").asMap().containsEntry("cancelledBy", "anna");
        assertProblem(call("PUT", path + "/pause", "anna", "MARKETER", ""), 409, "ALREADY_OVER");
        assertThat(call("GET", path, "vera", "VIEWER", "")).bodyJson().extractingPath("$.state")
                .isEqualTo("CANCELLED");
        mailings.markFinished(reminders.id(), clock.instant());
        assertProblem(call("PUT", "/api/v1/mailings/" + reminders.id() + "/cancellation", "olga", "OPERATOR", ""), 409,
                "ALREADY_OVER");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/stop, ALL, ''", "/api/v1/stop/email, CHANNEL, EMAIL", "/api/v1/stop/SMS, CHANNEL, SMS",
            "/api/v1/templates/promotion/pause, TEMPLATE, promotion"})
    void anOperatorStopsAndLetsGo(String path, String thing, String key) {
        assertThat(call("PUT", path, "olga", "OPERATOR", "")).hasStatusOk();
        assertThat(call("PUT", path, "olga", "OPERATOR", "")).hasStatusOk().bodyJson().extractingPath("$").asMap()
                .containsEntry("thing", thing).containsEntry("key", key);
        assertThat(call("PUT", path, "anna", "MARKETER", "")).hasStatus(403);
        assertThat(call("DELETE", path, "anna", "MARKETER", "")).hasStatus(403);
        assertThat(call("DELETE", path, "adam", "ADMIN", "")).hasStatus(204);
        assertThat(holds.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/v1/mailings/0/pause, 404, UNKNOWN_MAILING",
            "DELETE, /api/v1/mailings/0/pause, 404, UNKNOWN_MAILING",
            "PUT, /api/v1/mailings/0/cancellation, 404, UNKNOWN_MAILING",
            "PUT, /api/v1/campaigns/0/pause, 404, UNKNOWN_CAMPAIGN",
            "PUT, /api/v1/stop/pigeon, 404, UNKNOWN_CHANNEL",
            "PUT, /api/v1/templates/promotoin/pause, 404, UNKNOWN_TEMPLATE",
            "PUT, /api/v1/alerts/0/acknowledgement, 404, UNKNOWN_ALERT"})
    void whatIsNotThereIsAProblem(String method, String path, int status, String code) {
        assertProblem(call(method, path, "olga", "OPERATOR", ""), status, code);
    }

    @Test
    void aReasonThatIsTooLongIsRefused() {
        assertThat(call("PUT", "/api/v1/stop", "olga", "OPERATOR", "{\"reason\": \"" + "x".repeat(501) + "\"}"))
                .hasStatus(400);
        assertThat(holds.open()).isEmpty();
    }

    @Test
    void alertsAreListedAndAcknowledged() {
        alerts.raise(AlertKind.LOCKED_OUT, "EMAIL", "535 5.7.8");
        alerts.raise(AlertKind.LOCKED_OUT, "EMAIL", "535 5.7.8 again");
        long id = alerts.open().getFirst().id();
        assertThat(call("GET", "/api/v1/alerts", "vera", "VIEWER", "")).hasStatusOk().bodyJson()
                .extractingPath("$[0]").asMap().containsEntry("kind", "LOCKED_OUT").containsEntry("times", 2)
                .containsEntry("detail", "535 5.7.8 again");
        String path = "/api/v1/alerts/" + id + "/acknowledgement";
        assertThat(call("PUT", path, "vera", "VIEWER", "")).hasStatus(403);
        assertThat(call("PUT", path, "olga", "OPERATOR", "")).hasStatusOk().bodyJson()
                .extractingPath("$.acknowledgedBy").isEqualTo("olga");
        assertThat(call("PUT", path, "adam", "ADMIN", "")).bodyJson().extractingPath("$.acknowledgedBy")
                .isEqualTo("olga");
    }

    private static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).bodyJson().extractingPath("$").asMap().containsEntry("code", code)
                .containsKeys("title", "status", "detail");
    }

    private MvcTestResult call(String method, String path, String name, String role, String json) {
        var request = api.method(HttpMethod.valueOf(method)).uri(path).with(user(name).roles(role));
        return (json.isEmpty() ? request : request.contentType(MediaType.APPLICATION_JSON).content(json)).exchange();
    }
}
