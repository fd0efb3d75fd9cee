package vestnik.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.vocabulary.Channel;

/// Cuts the messages of a mailing into one share a connection.
final class Shares implements Partitioner {

    private static final String LIST_CHANNELS = """
            select channel, min(ordinal) as first, max(ordinal) as last
            from message
            where mailing_id = :mailing and withheld is null
            group by channel
            """;

    private final long mailing;
    private final JdbcClient jdbc;
    private final DispatchSettings settings;

    Shares(long mailing, JdbcClient jdbc, DispatchSettings settings) {
        this.mailing = mailing;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> shares = new HashMap<>();
        for (Share whole : channels()) {
            int ranges = (whole.last() - whole.first()) / settings.range() + 1;
            int connections = Math.min(ranges, settings.connections(whole.channel()));
            for (int index = 0; index < connections; index++) {
                var share = new Share(whole.channel(), index, connections, whole.first(), whole.last());
                shares.put(share.name(), share.context());
            }
        }
        return shares;
    }

    private List<Share> channels() {
        return jdbc.sql(LIST_CHANNELS)
                .param("mailing", mailing)
                .query((row, _) -> new Share(Channel.valueOf(row.getString("channel")), 0, 1, row.getInt("first"),
                        row.getInt("last")))
                .list();
    }
}
