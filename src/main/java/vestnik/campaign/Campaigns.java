package vestnik.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vestnik.audience.Audience;
import vestnik.campaign.Launch.AlreadyLaunched;
import vestnik.campaign.Launch.Launched;
import vestnik.campaign.Launch.Unknown;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// The campaigns of this clinic. Each is launched at most once.
@Repository
public class Campaigns {

    private static final Logger log = LoggerFactory.getLogger(Campaigns.class);

    private static final String INSERT = """
            insert into campaign (name, template, purpose, channel, audience, created_by, created_at)
            values (:name, :template, :purpose, :channel, :audience::jsonb, :by, :at)
            returning *
            """;

    private static final String FIND = "select * from campaign where id = :id";

    private static final String LIST = "select * from campaign order by id desc";

    private static final String LIST_LAUNCHED_WITHOUT_MAILING = """
            select * from campaign
            where launched_at is not null
              and not exists (select 1 from mailing where mailing.campaign_id = campaign.id)
            order by id
            """;

    private static final String FIND_MAILING = "select id from mailing where campaign_id = :id order by id limit 1";

    // Of two at once, the second waits for the first's row lock and then finds it launched.
    private static final String LAUNCH = """
            update campaign set launched_by = :by, launched_at = :at
            where id = :id and launched_at is null
            returning *
            """;

    private static final String AUDIT = """
            insert into audit_entry (at, actor, action, subject)
            values (:at, :by, :action, 'campaign:' || :id)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Clock clock;

    Campaigns(JdbcClient jdbc, TransactionTemplate transaction, ApplicationEventPublisher events, JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /// Keeps a draft in which [CampaignRules] finds no flaw.
    public Campaign create(CampaignDraft draft, String by) {
        return transaction.execute(status -> {
            OffsetDateTime now = now();
            Campaign created = jdbc.sql(INSERT)
                    .param("name", draft.name())
                    .param("template", draft.template())
                    .param("purpose", draft.purpose().name())
                    .param("channel", draft.channel().name())
                    .param("audience", json.writeValueAsString(draft.audience()))
                    .param("by", by)
                    .param("at", now)
                    .query(this::read)
                    .single();
            audit("create-campaign", created.id(), by, now);
            return created;
        });
    }

    /// One campaign, if there is one with this id.
    public Optional<Campaign> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(this::read).optional();
    }

    /// One campaign that is known to exist.
    public Campaign get(long id) {
        return jdbc.sql(FIND).param("id", id).query(this::read).single();
    }

    /// All campaigns, the latest first.
    public List<Campaign> all() {
        return jdbc.sql(LIST).query(this::read).list();
    }

    /// Campaigns whose launch nobody has acted upon yet, because the process died after it; the oldest first.
    public List<Campaign> launchedWithoutMailing() {
        return jdbc.sql(LIST_LAUNCHED_WITHOUT_MAILING).query(this::read).list();
    }

    /// The mailing that carries a campaign out; empty until it is made.
    public Optional<Long> mailing(long id) {
        return jdbc.sql(FIND_MAILING).param("id", id).query(Long.class).optional();
    }

    /// Lets a campaign go in the name of a person, once; then, when that is committed, publishes [CampaignLaunched].
    public Launch launch(long id, String by) {
        Optional<Campaign> launched = transaction.execute(status -> markLaunched(id, by));
        if (launched.isPresent()) {
            publish(new CampaignLaunched(id, by));
            return new Launched(launched.get());
        }
        return find(id).<Launch>map(AlreadyLaunched::new).orElseGet(Unknown::new);
    }

    // The launch stands whatever becomes of who listens: launchedWithoutMailing() tells of it again.
    private void publish(CampaignLaunched launched) {
        try {
            events.publishEvent(launched);
        } catch (RuntimeException fault) {
            log.error("Campaign {} is launched, its mailing did not start yet", launched.campaignId(), fault);
        }
    }

    private Optional<Campaign> markLaunched(long id, String by) {
        OffsetDateTime now = now();
        var launched = jdbc.sql(LAUNCH).param("id", id).param("by", by).param("at", now).query(this::read).optional();
        launched.ifPresent(campaign -> audit("launch-campaign", id, by, now));
        return launched;
    }

    private void audit(String action, long id, String by, OffsetDateTime now) {
        jdbc.sql(AUDIT).param("at", now).param("by", by).param("action", action).param("id", id).update();
    }

    private Campaign read(ResultSet row, int number) throws SQLException {
        return new Campaign(row.getLong("id"), row.getString("name"), row.getString("template"),
                Purpose.valueOf(row.getString("purpose")), Channel.valueOf(row.getString("channel")),
                json.readValue(row.getString("audience"), Audience.class), row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("launched_by"),
                instant(row.getObject("launched_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
