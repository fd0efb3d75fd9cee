package vestnik.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The same campaign some times, each to other people, with smtp-source in turn: before the first and after each. A ratio
/// compares a campaign with the mean of its two neighbours.
final class Rounds {

    /// One campaign, and what smtp-source reached just before and after it.
    record Round(Span span, double smtpSource) {

        double ratio() {
            return span.perSecond() / smtpSource;
        }
    }

    @FunctionalInterface
    interface Source {

        double rate() throws Exception;
    }

    private final List<Round> rounds = new ArrayList<>();

    static Rounds play(int times, Stage stage, Source source) throws Exception {
        var played = new Rounds();
        double before = source.rate();
        for (int round = 0; round < times; round++) {
            Span span = stage.send(Crowd.young(round));
            double after = source.rate();
            played.rounds.add(new Round(span, (before + after) / 2));
            before = after;
        }
        return played;
    }

    double median(ToDoubleFunction<Round> figure) {
        List<Double> sorted = rounds.stream().map(figure::applyAsDouble).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    int count() {
        return rounds.size();
    }

    boolean isEverythingAccepted() {
        return rounds.stream().allMatch(round -> round.span.accepted() == round.span.messages());
    }
}
