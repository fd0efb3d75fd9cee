package vestnik.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vestnik.audience.Audience;
import vestnik.clinic.Sex;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

class CampaignsTest {

    private static final CampaignDraft DRAFT = new CampaignDraft("November", "promotion", Purpose.PROMOTION,
            Channel.SMS, Audience.EVERYONE);

    final DataSource database = TestDatabase.fresh();
    final JdbcClient jdbc = JdbcClient.create(database);
    final Campaigns campaigns = new Campaigns(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)),
            CampaignsTest::failToListen, new JsonMapper(), new TestClock());

    @Test
    void aLaunchThatNobodyHeardOfIsNotLost() {
        long draft = campaigns.create(DRAFT, "mara").id();
        long launched = campaigns.create(DRAFT, "mara").id();
        assertThat(campaigns.launch(launched, "mara")).isInstanceOf(Launch.Launched.class);
        assertThat(campaigns.launchedWithoutMailing()).extracting(Campaign::id).containsExactly(launched);
        startMailing(launched);
        assertThat(campaigns.launchedWithoutMailing()).isEmpty();
        assertThat(campaigns.mailing(launched)).isPresent();
        assertThat(campaigns.get(draft).launchedAt()).isNull();
    }

    @Test
    void keepsAnAudienceAsItWas() {
        var audience = new Audience(1, 2, Sex.MALE, List.of("a"), LocalDate.EPOCH,
                LocalDate.EPOCH);
        var draft = new CampaignDraft("n", "t", Purpose.PARTNER, Channel.EMAIL, audience);
        assertThat(campaigns.get(campaigns.create(draft, "mara").id()).audience()).isEqualTo(audience);
    }

    private void startMailing(long campaign) {
        jdbc.sql("""
                insert into mailing (kind, purpose, template, run_key, as_of, campaign_id, started_by, started_at)
                values ('CAMPAIGN', 'PROMOTION', 'promotion', 'c', :now, :campaign, 'mara', :now)
                """)
                .param("campaign", campaign)
                .param("now", TestClock.START.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static void failToListen(Object event) {
        throw new IllegalStateException("the process is going down");
    }
}
