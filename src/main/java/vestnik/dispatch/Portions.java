package vestnik.dispatch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/// Cuts what is open of a mailing into portions: enough of them that several nodes share them well, so few that opening their
/// connections does not count, none of more than a minute or so.
final class Portions implements Partitioner {

    private static final int[] MANY = {16, 8, 4};
    private static final int MOST = 20_000;
    private static final int GOOD_FOR_A_CONNECTION = 600;
    private static final int LEAST_FOR_A_CONNECTION = 50;

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
            List<Portion> portions = open.cut(mailing, channel, sizeFor(channel));
            for (Portion portion : portions) {
                named.put(channel.channel() + "-" + portion.first() + "-" + System.nanoTime(), portion.context());
            }
        }
        return named;
    }

    private int sizeFor(OpenMessages.Channels channel) {
        int connections = settings.connectionsAtATime(channel.channel());
        int good = connections * GOOD_FOR_A_CONNECTION;
        int many = Arrays.stream(MANY).filter(number -> channel.messages() / number >= good).findFirst()
                .orElse(MANY[MANY.length - 1]);
        int least = Math.max(settings.range(), connections * LEAST_FOR_A_CONNECTION);
        return Math.clamp(Math.ceilDiv(channel.messages(), many), least, Math.max(least, MOST));
    }
}
