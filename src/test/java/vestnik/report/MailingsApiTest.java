package vestnik.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import vestnik.test.VestnikTest;

@VestnikTest
class MailingsApiTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext context;

    private MailingFixture fixture;
    private MockMvcTester api;

    @BeforeEach
    void signedIn() {
        fixture = new MailingFixture(jdbc);
        api = MockMvcTester.from(context, web -> web.apply(springSecurity()).build());
    }

    @Test
    void aMailingIsToldAsPromised() {
        long id = fixture.finished(100);
        assertThat(get("/api/v1/mailings/" + id)).hasStatusOk().bodyJson().extractingPath("$").asMap()
                .containsOnlyKeys("id", "kind", "state", "planned", "withheld", "accepted", "deferred", "rejected",
                        "uncertain", "expired", "waiting", "delivered", "bounced", "complained", "perSecond",
                        "startedAt",
                        "finishedAt")
                .containsEntry("state", "FINISHED")
                .containsEntry("planned", 100)
                .containsEntry("startedAt", "2026-11-18T08:59:00Z");
    }

    @Test
    void aMailingToBeTriedAgainSaysWhen() {
        long id = fixture.finished(100);
        jdbc.sql("update mailing set finished_at = null, resume_at = timestamptz '2099-11-18 09:05Z' where id = ?")
                .param(id).update();
        jdbc.sql("insert into retry select mailing_id, ordinal, occasion_on, 'DEFERRED', now() from message "
                + "where mailing_id = ? and ordinal = 47").param(id).update();
        assertThat(get("/api/v1/mailings/" + id)).hasStatusOk().bodyJson().extractingPath("$").asMap()
                .containsEntry("state", "RETRYING").containsEntry("retryAt", "2099-11-18T09:05:00Z")
                .containsEntry("retries", 1).containsEntry("finishedAt", null);
    }

    @Test
    void mailingsOfOneCampaignAreListed() {
        long id = fixture.finished(10);
        Long campaign = jdbc.sql("select campaign_id from mailing where id = ?").param(id).query(Long.class).single();
        assertThat(get("/api/v1/mailings?campaign=" + campaign)).bodyJson()
                .extractingPath("$[*].id").asArray().containsExactly((int) id);
    }

    @Test
    void theListGoesOnWhereTheLinkSays() {
        fixture.finished(10);
        long newest = fixture.finished(10);
        var page = get("/api/v1/mailings?limit=1");
        assertThat(page).bodyJson().extractingPath("$[*].id").asArray().containsExactly((int) newest);
        assertThat(page.getResponse().getHeader("Link"))
                .contains("before=" + newest, "limit=1").endsWith("rel=\"next\"");
    }

    @Test
    void messagesCarryReasonsAndNothingPersonal() {
        long id = fixture.running(100);
        var page = get("/api/v1/mailings/" + id + "/messages?state=WITHHELD&reason=NO_CONSENT");
        assertThat(page).hasStatusOk().bodyJson().extractingPath("$[0]").asMap()
                .containsOnlyKeys("ordinal", "patient", "toRepresentative", "channel", "state", "reason", "attempts",
                        "settledAt", "receipt", "receiptReason")
                .containsEntry("reason", "NO_CONSENT");
        assertThat(page).bodyText().doesNotContain("Иванова");
    }

    @Test
    void aPatientsMessagesAreListedNewestFirst() {
        long first = fixture.finished(10);
        long second = fixture.running(10);
        var page = get("/api/v1/patients/p-4/messages");
        assertThat(page).hasStatusOk().bodyJson().extractingPath("$[*].mailing").asArray()
                .startsWith((int) second, (int) first);
        var next = get("/api/v1/patients/p-4/messages?limit=1&before=" + second + ".3");
        assertThat(next).bodyJson().extractingPath("$[*].mailing").isEqualTo(List.of((int) first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/mailings/0", "/api/v1/mailings/0/messages", "/api/v1/patients/nobody/messages"})
    void whatIsNotThereIsAProblemWithACode(String path) {
        assertThat(get(path)).hasStatus(404).bodyJson().extractingPath("$.code").asString().startsWith("UNKNOWN_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/mailings/x", "/api/v1/mailings?limit=0", "/api/v1/mailings?campaign=x",
            "/api/v1/mailings/1/messages?state=GONE", "/api/v1/patients/p-1/messages?before=1"})
    void whatCannotBeReadIsAProblemWithACode(String path) {
        assertThat(get(path)).hasStatus(400).bodyJson().extractingPath("$").asMap()
                .containsKeys("type", "title", "status", "detail", "code");
    }

    private MvcTestResult get(String path) {
        return api.get().uri(path).with(user("viewer").roles("VIEWER")).exchange();
    }
}
