package vestnik.dispatch;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import vestnik.vocabulary.Channel;

/// The part of a mailing that one node sends at a time: what is open of these ordinals of one channel.
///
/// @param first the lowest ordinal
/// @param last the highest
/// @param messages how many are open
record Portion(Channel channel, int first, int last, int messages) {

    static Portion of(ExecutionContext context) {
        return new Portion(Channel.valueOf(context.getString("channel")), context.getInt("first"),
                context.getInt("last"), context.getInt("messages"));
    }

    ExecutionContext context() {
        var context = new ExecutionContext();
        context.putString("channel", channel.name());
        context.putInt("first", first);
        context.putInt("last", last);
        context.putInt("messages", messages);
        return context;
    }

    /// Whether every ordinal between first and last was open when it was cut.
    boolean isWithoutGaps() {
        return last - first + 1 == messages;
    }
}
