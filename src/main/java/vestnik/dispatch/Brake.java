package vestnik.dispatch;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.mailing.Held;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailings;
import vestnik.mailing.Why;

/// Pauses campaigns and rounds of review requests of which too many messages go wrong. After a person let one go on, only
/// messages sent since then are counted. Looking costs little however large a mailing is: what goes wrong stands in small
/// indexes, and sent messages are counted no further than needed to know that the share is small enough.
@Component
class Brake {

    // Also lately finished ones, for a campaign writes in the morning to whom the night kept from being written to.
    private static final String LIST_WATCHED = """
            select mailing.id, (
                select max(hold.lifted_at) from hold
                where (hold.thing, hold.key) in (('CAMPAIGN', mailing.campaign_id::text), ('MAILING', mailing.id::text))
                  and hold.reason = any(:reasons)) as lifted_at
            from mailing
            where purpose in ('PROMOTION', 'PARTNER', 'REVIEW') and cancelled_at is null and planned_at is not null
              and (finished_at is null or kind = 'CAMPAIGN' and finished_at > cast(:now as timestamptz) - interval '3 days')
              and not exists (
                select from hold
                where lifted_at is null
                  and (thing, key) in (('CAMPAIGN', mailing.campaign_id::text), ('MAILING', mailing.id::text)))
            order by mailing.id
            """;

    private static final String SENT_SINCE = """
            exists (
              select from outcome
              where outcome.mailing_id = :mailing and outcome.ordinal = heard.ordinal and outcome.result = 'ACCEPTED'
                and outcome.at > :since)""";
    private static final String COUNT_HEARD = """
            with heard as (
              select distinct ordinal from receipt
              where mailing_id = :mailing and kind = any(:kinds)
                and kind in ('UNDELIVERED', 'FAILED', 'BOUNCED', 'COMPLAINED')
            )
            select count(*) from heard where %s
            """;
    private static final String COUNT_UNSUBSCRIBED = """
            with heard as (
              select distinct split_part(evidence ->> 'message', '.', 2)::integer as ordinal from consent_ledger
              where act = 'WITHDRAWAL' and split_part(evidence ->> 'message', '.', 1) = :mailing::text
            )
            select count(*) from heard where %s
            """;
    private static final String COUNT_REJECTED = """
            select count(*) from outcome
            where mailing_id = :mailing and result = 'REJECTED' and at > :since
            """;
    private static final String COUNT_SENT = """
            select count(*) from (
              select from outcome
              where mailing_id = :mailing and result = any(:results) and at > :since
              limit :enough) sent
            """;
    private static final String[] BRAKES = {"BOUNCES", "COMPLAINTS", "UNSUBSCRIBES", "REJECTIONS"};

    private final BrakeSettings settings;
    private final JdbcClient jdbc;
    private final Mailings mailings;
    private final Holds holds;
    private final Clock clock;

    Brake(BrakeSettings settings, JdbcClient jdbc, Mailings mailings, Holds holds, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.mailings = mailings;
        this.holds = holds;
        this.clock = clock;
    }

    /// Looks at every mailing that sends, or did lately.
    void look() {
        jdbc.sql(LIST_WATCHED).param("now", timestamp()).param("reasons", BRAKES)
                .query((row, _) -> new Watched(row.getLong("id"), row.getObject("lifted_at", OffsetDateTime.class)))
                .list().forEach(this::look);
    }

    private void look(Watched mailing) {
        brakeIf(mailing, Why.Reason.BOUNCES, settings.ofBounces(), heard(mailing, "UNDELIVERED", "FAILED", "BOUNCED"));
        brakeIf(mailing, Why.Reason.COMPLAINTS, settings.ofComplaints(), heard(mailing, "COMPLAINED"));
        brakeIf(mailing, Why.Reason.UNSUBSCRIBES, settings.ofUnsubscribes(), counted(mailing, COUNT_UNSUBSCRIBED
                .formatted(mailing.wasLifted() ? SENT_SINCE : "true")));
        brakeIf(mailing, Why.Reason.REJECTIONS, settings.ofRejections(), counted(mailing, COUNT_REJECTED), "ACCEPTED",
                "REJECTED");
    }

    private void brakeIf(Watched mailing, Why.Reason reason, BrakeSettings.Share share, long counted) {
        brakeIf(mailing, reason, share, counted, "ACCEPTED");
    }

    private void brakeIf(Watched mailing, Why.Reason reason, BrakeSettings.Share share, long counted,
            String... results) {
        if (counted == 0) {
            return;
        }
        long of = jdbc.sql(COUNT_SENT).param("mailing", mailing.id).param("since", mailing.since())
                .param("results", results).param("enough", share.enoughFor(counted)).query((row, _) -> row.getLong(1))
                .single();
        if (share.isPassedBy(counted, of)) {
            holds.hold(Held.of(mailings.get(mailing.id)), Why.tooMany(reason, counted, of), Holds.BY_ITSELF);
        }
    }

    private long heard(Watched mailing, String... kinds) {
        String sql = COUNT_HEARD.formatted(mailing.wasLifted() ? SENT_SINCE : "true");
        return counted(mailing, jdbc.sql(sql).param("kinds", kinds));
    }

    private long counted(Watched mailing, String sql) {
        return counted(mailing, jdbc.sql(sql));
    }

    private static long counted(Watched mailing, JdbcClient.StatementSpec statement) {
        return statement.param("mailing", mailing.id).param("since", mailing.since())
                .query((row, _) -> row.getLong(1)).single();
    }

    private OffsetDateTime timestamp() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Watched(long id, @Nullable OffsetDateTime liftedAt) {

        private static final OffsetDateTime EVER = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

        boolean wasLifted() {
            return liftedAt != null;
        }

        OffsetDateTime since() {
            return liftedAt == null ? EVER : liftedAt;
        }
    }
}
