package vestnik.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vestnik.vocabulary.Channel;

/// The messages of a mailing, counted. Every planned message stands in exactly one of `counts`, so they always add up.
///
/// @param counts the largest first
/// @param delivered of the accepted, those of which delivery was reported
/// @param bounced of the accepted, those that came back
/// @param complained of the accepted, those that their reader called unwanted; no more counted as delivered or bounced
/// @param perSecond how many were handed over in a second: lately while it runs, on average of the first round afterwards
public record Counts(List<Count> counts, long delivered, long bounced, long complained, double perSecond) {

    /// Everyone considered: sent, to be sent or withheld.
    public long planned() {
        return counts.stream().mapToLong(Count::number).sum();
    }

    /// Messages in that state.
    public long in(MessageState state) {
        return counts.stream().filter(count -> count.state() == state).mapToLong(Count::number).sum();
    }

    /// Messages in that state on that channel.
    public long in(MessageState state, Channel channel) {
        return counts.stream()
                .filter(count -> count.state() == state && count.channel() == channel)
                .mapToLong(Count::number)
                .sum();
    }

    /// Withheld messages by reason, the largest first.
    public Map<String, Long> withheld() {
        Map<String, Long> reasons = new LinkedHashMap<>();
        counts.forEach(count -> {
            if (count.state() == MessageState.WITHHELD && count.reason() != null) {
                reasons.merge(count.reason(), count.number(), Long::sum);
            }
        });
        return reasons;
    }

    /// Channels that have messages.
    public List<Channel> channels() {
        return counts.stream().map(Count::channel).distinct().sorted().toList();
    }
}
