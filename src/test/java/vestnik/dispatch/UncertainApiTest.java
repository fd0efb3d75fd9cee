package vestnik.dispatch;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import vestnik.dispatch.UncertainMessages.Decision;
import vestnik.report.MailingFixture;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// Of the fixture's 100 messages those numbered 17 and 67 are uncertain, and nothing is done about them by itself.
@VestnikTest
class UncertainApiTest {

    @Autowired
    WebApplicationContext context;
    @Autowired
    UncertainMessages messages;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;
    /// Would go on with what is to be sent again.
    @MockitoBean
    MailingRuns runs;

    private MockMvcTester api;
    private long older;
    private long mailing;

    @BeforeEach
    void twoMailingsWithLostAnswers() {
        clock.set(TestClock.START);
        api = MockMvcTester.from(context, web -> web.apply(springSecurity()).build());
        older = new MailingFixture(jdbc).finished(100);
        mailing = new MailingFixture(jdbc).finished(100);
    }

    @AfterEach
    void clear() {
        new Clinic(source).close();
    }

    @Test
    void theyAreListedWithWhatIsDoneByItself() {
        queue(17, "LOOK_UP");
        queue(67, "DECIDED");
        noteAttempt(67, 2);
        var list = list("?mailing=" + mailing);
        assertThat(list).hasStatusOk().bodyJson().extractingPath("$[*].next").asArray()
                .containsExactly("UNDER_WAY", "LOOKED_UP");
        assertThat(list).bodyJson().extractingPath("$[1]").asMap().containsEntry("mailing", (int) mailing)
                .containsEntry("ordinal", 17).containsEntry("reason", "connection lost")
                .containsEntry("nextAt", "2026-11-18T09:05:00Z").containsEntry("cancelled", false);
        assertThat(list).bodyText().doesNotContain("Иванова");
        assertThat(list("?mailing=" + older)).bodyJson().extractingPath("$[*].next").asArray()
                .containsExactly("NOTHING", "NOTHING");
    }

    @Test
    void theListGoesOnWhereTheLinkSays() {
        var page = list("?limit=3");
        assertThat(page).bodyJson().extractingPath("$[*].ordinal").asArray().containsExactly(67, 17, 67);
        assertThat(page.getResponse().getHeader("Link")).contains("before=" + older + ".67").endsWith("rel=\"next\"");
        var last = list("?limit=3&before=" + older + ".67");
        assertThat(last).bodyJson().extractingPath("$[*].ordinal").asArray().containsExactly(17);
        assertThat(last.getResponse().getHeader("Link")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"SENT, ACCEPTED, false", "LEAVE, UNCERTAIN, false", "SEND_AGAIN, UNCERTAIN, true"})
    void whatIsDecidedOnOneIsDone(Decision decision, String state, boolean queued) {
        assertThat(decide(67, decision)).hasStatus(204);
        assertThat(state(67)).isEqualTo(state);
        assertThat(queued()).isEqualTo(queued ? List.of(67) : List.of());
        assertThat(list("?mailing=" + mailing)).bodyJson().extractingPath("$[*].ordinal").asArray()
                .containsExactlyElementsOf(queued ? List.of(67, 17) : List.of(17));
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'decide-uncertain'").query(Long.class)
                .single()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages/101/decision", "/messages/0/decision"})
    void aMessageThatIsNotThereIsNotFound(String path) {
        assertThat(put(mailing + path, Decision.SENT)).hasStatus(404).bodyJson().extractingPath("$.code")
                .isEqualTo("UNKNOWN_MESSAGE");
    }

    @Test
    void aMailingThatIsNotThereIsNotFound() {
        assertThat(put("0/messages/1/decision", Decision.SENT)).hasStatus(404);
        assertThat(put("0/uncertain-messages/decision", Decision.SENT)).hasStatus(404).bodyJson()
                .extractingPath("$.code").isEqualTo("UNKNOWN_MAILING");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKnownMeanwhileIsNotDecided(Decision decision) {
        messages.seen(mailing, 67, "reference");
        assertThat(decide(67, decision)).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("NOT_UNCERTAIN");
        assertThat(state(67)).isEqualTo("ACCEPTED");
        assertThat(queued()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnderWayIsNotDecidedAndStaysQueued(Decision decision) {
        queue(67, "UNCERTAIN");
        noteAttempt(67, 2);
        assertThat(decide(67, decision)).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("UNDER_WAY");
        assertThat(queued()).containsExactly(67);
        assertThat(putAll(decision)).hasStatusOk().bodyJson().extractingPath("$.decided").isEqualTo(1);
    }

    @Test
    void nothingOfACancelledMailingIsSentAgain() {
        jdbc.sql("update mailing set cancelled_at = now(), cancelled_by = 'olga' where id = ?").param(mailing).update();
        assertThat(decide(67, Decision.SEND_AGAIN)).hasStatus(409).bodyJson().extractingPath("$.code")
                .isEqualTo("CANCELLED");
        assertThat(putAll(Decision.SEND_AGAIN)).hasStatus(409).bodyJson().extractingPath("$.code")
                .isEqualTo("CANCELLED");
        assertThat(messages.decideAll(mailing, Decision.SEND_AGAIN, "olga")).isZero();
        assertThat(queued()).isEmpty();
        assertThat(decide(67, Decision.LEAVE)).hasStatus(204);
    }

    @ParameterizedTest
    @CsvSource({"SENT, 2, 0", "LEAVE, 2, 0", "SEND_AGAIN, 2, 2"})
    void allOfAMailingAreDecidedAtOnce(Decision decision, int decided, int queued) {
        assertThat(putAll(decision)).hasStatusOk().bodyJson().extractingPath("$.decided").isEqualTo(decided);
        assertThat(queued()).hasSize(queued);
        assertThat(list("?mailing=" + older)).bodyJson().extractingPath("$[*].ordinal").asArray().hasSize(2);
    }

    @Test
    void whatWasLeftIsNotDecidedOnAgainWithTheRest() {
        assertThat(decide(67, Decision.LEAVE)).hasStatus(204);
        assertThat(putAll(Decision.SENT)).bodyJson().extractingPath("$.decided").isEqualTo(1);
        assertThat(state(67)).isEqualTo("UNCERTAIN");
    }

    @Test
    void nothingIsDecidedOnMoreOrFewerThanExpected() {
        assertThat(messages.decideAll(mailing, Decision.SENT, "olga", 3)).isEmpty();
        assertThat(state(67)).isEqualTo("UNCERTAIN");
        assertThat(messages.decideAll(mailing, Decision.SENT, "olga", 2)).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?before=x", "?before=1", "?mailing=x"})
    void whatCannotBeReadIsAProblemWithACode(String query) {
        assertThat(list(query)).hasStatus(400).bodyJson().extractingPath("$.code").asString().isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"decision\": \"MAYBE\"}", ""})
    void aDecisionMustBeOneOfThem(String body) {
        assertThat(put(mailing + "/messages/67/decision", body)).hasStatus(400);
        assertThat(state(67)).isEqualTo("UNCERTAIN");
    }

    private void queue(int ordinal, String why) {
        jdbc.sql("""
                insert into retry (mailing_id, ordinal, occasion_on, why, due_at)
                values (?, ?, date '2026-11-20', ?, timestamptz '2026-11-18 09:05Z')
                """).params(mailing, ordinal, why).update();
    }

    private void noteAttempt(int ordinal, int number) {
        jdbc.sql("""
                insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
                values (?, ?, ?, date '2026-11-20', now(), gen_random_uuid())
                """).params(mailing, ordinal, number).update();
    }

    private List<Integer> queued() {
        return jdbc.sql("select ordinal from retry where mailing_id = ? order by ordinal").param(mailing)
                .query((row, _) -> row.getInt(1)).list();
    }

    private String state(int ordinal) {
        return jdbc.sql("select state from message_state where mailing_id = ? and ordinal = ?").params(mailing, ordinal)
                .query(String.class).single();
    }

    private MvcTestResult list(String query) {
        return api.get().uri("/api/v1/uncertain-messages" + query).with(user("vera").roles("VIEWER")).exchange();
    }

    private MvcTestResult decide(int ordinal, Decision decision) {
        return put(mailing + "/messages/" + ordinal + "/decision", decision);
    }

    private MvcTestResult putAll(Decision decision) {
        return put(mailing + "/uncertain-messages/decision", decision);
    }

    private MvcTestResult put(String path, Decision decision) {
        return put(path, "{\"decision\": \"" + decision + "\"}");
    }

    private MvcTestResult put(String path, String body) {
        return api.put().uri("/api/v1/mailings/" + path).with(user("olga").roles("OPERATOR"))
                .contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }
}
