package vestnik.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.vocabulary.Channel;

/// Remembers what befell messages to an address, and gives the address up when that is enough: at once where it does not
/// exist, after a second confirmation where its domain does not, for a while where its mailbox takes nothing for long. Each
/// message counts once for each trouble, however often and by whomever it is told.
@Service
public class AddressTroubles {

    // Two reports about one address must not both find themselves the last but one.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:address, 10))";

    private static final String NOTE = """
            insert into address_trouble (channel, address, message, kind, at)
            values (:channel, :address, :message, :kind, :now)
            on conflict do nothing
            """;

    // What stood before the last arrival counts no more.
    private static final String RECALL = """
            select at from address_trouble trouble
            where channel = :channel and address = :address and kind = :kind and at > :since
              and at >= coalesce((
                select max(at) from address_trouble arrived
                where arrived.channel = trouble.channel and arrived.address = trouble.address and kind = 'ARRIVED'),
                '-infinity')
            order by at
            """;

    private static final String NOTE_ARRIVAL = """
            insert into address_trouble (channel, address, message, kind, at)
            select :channel, :address, :message, 'ARRIVED', :now
            where exists (select from address_trouble where channel = :channel and address = :address)
            on conflict do nothing
            """;

    private static final String FORGET = "delete from address_trouble where at < :before";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Suppressions suppressions;
    private final TroublesSettings settings;
    private final Clock clock;

    AddressTroubles(JdbcClient jdbc, TransactionTemplate transaction, Suppressions suppressions,
            TroublesSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.suppressions = suppressions;
        this.settings = settings;
        this.clock = clock;
    }

    /// Notes what befell one message, and suppresses the address if that follows; a repetition changes nothing.
    ///
    /// @param address where it was sent to, as it was written then
    /// @param message which one, `mailing.ordinal`
    public Consequence note(Channel channel, String address, Trouble trouble, String message) {
        String normal = normal(address);
        return transaction.execute(status -> {
            jdbc.sql(LOCK).param("address", normal).query((_, _) -> "").single();
            boolean news = jdbc.sql(NOTE).param("channel", channel.name()).param("address", normal)
                    .param("message", message).param("kind", trouble.name()).param("now", utc(clock.instant()))
                    .update() == 1;
            return news ? conclude(channel, normal, trouble, message) : Consequence.NONE;
        });
    }

    /// Notes that a message did arrive: troubles before it count no more.
    public void arrived(Channel channel, String address, String message) {
        jdbc.sql(NOTE_ARRIVAL).param("channel", channel.name()).param("address", normal(address))
                .param("message", message).param("now", utc(clock.instant())).update();
    }

    /// Removes what is too old to count.
    public int forget() {
        return jdbc.sql(FORGET).param("before", utc(clock.instant().minus(settings.remembered()))).update();
    }

    private Consequence conclude(Channel channel, String address, Trouble trouble, String message) {
        List<Instant> times = recall(channel, address, trouble);
        Duration span = Duration.between(times.getFirst(), times.getLast());
        return switch (trouble) {
            case ADDRESS_UNKNOWN -> forGood(channel, address, message);
            case DOMAIN_UNKNOWN -> times.size() > 1 && span.compareTo(settings.domainAgainAfter()) >= 0
                    ? forGood(channel, address, message)
                    : Consequence.NONE;
            case MAILBOX_UNUSABLE -> times.size() >= settings.unusableAfter()
                    && span.compareTo(settings.unusableOver()) >= 0
                            ? rest(channel, address, message)
                            : Consequence.NONE;
            case UNREACHED -> times.size() == settings.unreachedAfter()
                    ? Consequence.TO_BE_CHECKED
                    : Consequence.NONE;
        };
    }

    private Consequence forGood(Channel channel, String address, String message) {
        suppress(channel, address, switch (channel) {
            case EMAIL -> SuppressionReason.HARD_BOUNCE;
            case SMS -> SuppressionReason.INVALID;
        }, message, null);
        return Consequence.SUPPRESSED;
    }

    private Consequence rest(Channel channel, String address, String message) {
        suppress(channel, address, SuppressionReason.SOFT_BOUNCE, message, clock.instant().plus(settings.rest()));
        return Consequence.RESTS;
    }

    private void suppress(Channel channel, String address, SuppressionReason reason, String message,
            @Nullable Instant until) {
        suppressions.suppress(channel, address, reason, "message:" + message, until);
    }

    private List<Instant> recall(Channel channel, String address, Trouble trouble) {
        return jdbc.sql(RECALL).param("channel", channel.name()).param("address", address)
                .param("kind", trouble.name()).param("since", utc(clock.instant().minus(settings.remembered())))
                .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant()).list();
    }

    private static String normal(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
