package vestnik.dispatch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/// Cuts what is open of a mailing into portions: enough of them that several nodes share them well, so few that opening their
/// connections does not count, none of more than a minute or so; and in fours, so that what works on several at a time ends
/// with none left over.
final class Portions implements Partitioner {

    private static final int[] MANY = {16, 8};
    private static final int FEWEST = 4;
    private static final int MOST = 20_000;
    private static final int GOOD_FOR_A_CONNECTION = 600;
    private static final int LEAST_FOR_A_CONNECTION = 50;
    private static final int MOST_FOR_A_CONNECTION = 150;
    private static final int WORTH_A_LEAD = 10;

    private final long mailing;
    private final OpenMessages open;
    private final DispatchSettings settings;

    Portions(long mailing, OpenMessages open, DispatchSettings settings) {
        this.mailing = mailing;
        this.open = open;
        this.settings = settings;
    }

    /// Names are unlike any that were cut before, for what was open then is no measure of what is now.
    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> named = new HashMap<>();
        for (OpenMessages.Channels channel : open.byChannel(mailing)) {
            int connections = settings.connectionsAtATime(channel.channel());
            int lead = lead(size(channel.messages(), connections, settings.range()), settings.range());
            List<Portion> portions = open.cut(mailing, channel,
                    size(channel.messages() + 2 * lead, connections, settings.range()), lead);
            for (Portion portion : portions) {
                named.put(channel.channel() + "-" + portion.first() + "-" + System.nanoTime(), portion.context());
            }
        }
        return named;
    }

    /// How many messages the first portion is shorter, and with it the last, so that of two that are worked on at a time one
    /// goes on while the other gives way to the next.
    static int lead(int size, int range) {
        return size < range * WORTH_A_LEAD ? 0 : range;
    }

    /// How many messages make a portion.
    ///
    /// @param connections that send one portion
    /// @param range messages that one connection takes at a time, at most
    static int size(int messages, int connections, int range) {
        int good = connections * GOOD_FOR_A_CONNECTION;
        int many = Arrays.stream(MANY).filter(number -> messages / number >= good).findFirst().orElse(FEWEST);
        int most = Math.max(MOST, connections * MOST_FOR_A_CONNECTION);
        int needed = Math.ceilDiv(messages, most * FEWEST) * FEWEST;
        int least = Math.max(range, connections * LEAST_FOR_A_CONNECTION);
        return Math.max(least, Math.ceilDiv(messages, Math.max(many, needed)));
    }
}
