package vestnik.console.web;

import java.util.List;
import java.util.Map;
import vestnik.report.Count;
import vestnik.report.Counts;
import vestnik.report.MessageState;
import vestnik.vocabulary.Channel;

/// A mailing's counts in the words of a page.
public final class Figures {

    private final Counts counts;

    Figures(Counts counts) {
        this.counts = counts;
    }

    /// Everyone considered.
    public long planned() {
        return counts.planned();
    }

    /// Messages in a state.
    public long of(String state) {
        return counts.in(MessageState.valueOf(state));
    }

    /// Messages in a state on a channel.
    public long of(String state, String channel) {
        return counts.in(MessageState.valueOf(state), Channel.valueOf(channel));
    }

    /// All messages on a channel.
    public long on(String channel) {
        return counts.counts().stream()
                .filter(count -> count.channel().name().equals(channel))
                .mapToLong(Count::number)
                .sum();
    }

    /// Known to be neither sent nor withheld, and not to be tried again.
    public long failed() {
        return of("REJECTED") + of("EXPIRED");
    }

    /// What is decided: everything but what waits.
    public long decided() {
        return planned() - of("WAITING");
    }

    /// The gate's reasons that occurred, the most frequent first.
    public List<String> reasons() {
        return counts.withheld().entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Messages withheld for a reason.
    public long withheld(String reason) {
        return counts.withheld().getOrDefault(reason, 0L);
    }

    /// Messages withheld for a reason on a channel.
    public long withheld(String reason, String channel) {
        return counts.counts().stream()
                .filter(count -> reason.equals(count.reason()) && count.channel().name().equals(channel))
                .mapToLong(Count::number)
                .sum();
    }

    /// Reported as delivered later.
    public long delivered() {
        return counts.delivered();
    }

    /// Came back later.
    public long bounced() {
        return counts.bounced();
    }

    /// Called unwanted by their readers later.
    public long complained() {
        return counts.complained();
    }

    /// Handed over in a second.
    public double perSecond() {
        return counts.perSecond();
    }

    /// Channels that have messages.
    public List<Channel> channels() {
        return counts.channels();
    }
}
