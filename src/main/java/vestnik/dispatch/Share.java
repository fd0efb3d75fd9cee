package vestnik.dispatch;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import vestnik.vocabulary.Channel;

/// What one connection sends of a mailing: of the ranges of one channel every `step`-th, beginning with the `index`-th, so
/// that all connections together go from the most urgent to the least.
///
/// @param first the lowest ordinal of the channel
/// @param last the highest
record Share(Channel channel, int index, int step, int first, int last) {

    static Share of(ExecutionContext context) {
        return new Share(Channel.valueOf(context.getString("channel")), context.getInt("index"), context.getInt("step"),
                context.getInt("first"), context.getInt("last"));
    }

    ExecutionContext context() {
        var context = new ExecutionContext();
        context.putString("channel", channel.name());
        context.putInt("index", index);
        context.putInt("step", step);
        context.putInt("first", first);
        context.putInt("last", last);
        return context;
    }

    /// Unlike any of a share that was cut otherwise, so that a run that goes on with other settings begins anew.
    String name() {
        return channel + "-" + index + "-of-" + step;
    }

    int firstOf(int round, int range) {
        return first + (round * step + index) * range;
    }
}
