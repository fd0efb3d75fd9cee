package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Channel;

/// Addresses that must not be used, whosever they are. Each has one reason, the weightiest that was told, and holds for the
/// longest time that was told. People who share an address keep their own consents.
@Repository
public class Suppressions {

    private static final String SUPPRESS = """
            insert into suppression as known (channel, address, reason, source, since, expires_at)
            values (:channel, :address, :reason, :source, :now, cast(:expires as timestamptz))
            on conflict (channel, address) do update
              set reason = excluded.reason, source = excluded.source, since = excluded.since,
                expires_at = case
                  when known.expires_at <= :now then excluded.expires_at
                  when known.expires_at is not null then nullif(
                    greatest(known.expires_at, coalesce(excluded.expires_at, 'infinity')), 'infinity')
                end
              where known.expires_at <= :now
                or array_position(:weights, excluded.reason) > array_position(:weights, known.reason)
                or excluded.reason = known.reason and known.expires_at < coalesce(excluded.expires_at, 'infinity')
            """;

    private static final String LIFT = """
            delete from suppression
            where channel = :channel and address = :address and reason = any(:reasons)
            returning *
            """;

    private static final String FIND = """
            select * from suppression
            where channel = :channel and address = :address and (expires_at is null or expires_at > :now)
            """;

    private static final String LIST = """
            select * from suppression
            where (expires_at is null or expires_at > :now) and channel = :channel
            order by since desc, address
            limit :limit offset :offset
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Forbids an address until a moment, or for good; a weightier reason or a longer time stays.
    public void suppress(Channel channel, String address, SuppressionReason reason, String source,
            @Nullable Instant expires) {
        jdbc.sql(SUPPRESS)
                .param("channel", channel.name()).param("address", normal(address))
                .param("reason", reason.name()).param("source", source).param("now", now())
                .param("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .param("weights", names(EnumSet.allOf(SuppressionReason.class)))
                .update();
    }

    /// Allows an address again if it is forbidden for one of these reasons; what it was forbidden for, if so.
    public Optional<Suppression> lift(Channel channel, String address, Set<SuppressionReason> reasons) {
        return jdbc.sql(LIFT)
                .param("channel", channel.name()).param("address", normal(address)).param("reasons", names(reasons))
                .query(Suppressions::read).optional();
    }

    /// What forbids an address now.
    public Optional<Suppression> find(Channel channel, String address) {
        return jdbc.sql(FIND)
                .param("channel", channel.name()).param("address", normal(address)).param("now", now())
                .query(Suppressions::read).optional();
    }

    /// What is forbidden now on a channel, the latest first.
    public List<Suppression> list(Channel channel, long offset, int limit) {
        return jdbc.sql(LIST)
                .param("channel", channel.name()).param("offset", offset).param("limit", limit).param("now", now())
                .query(Suppressions::read).list();
    }

    private static String normal(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static String[] names(Set<SuppressionReason> reasons) {
        return Arrays.stream(SuppressionReason.values()).filter(reasons::contains).map(Enum::name)
                .toArray(String[]::new);
    }

    private static Suppression read(ResultSet row, int number) throws SQLException {
        var expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Suppression(Channel.valueOf(row.getString("channel")), row.getString("address"),
                SuppressionReason.valueOf(row.getString("reason")), row.getString("source"),
                row.getObject("since", OffsetDateTime.class).toInstant(), expires == null ? null : expires.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
