package vestnik.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import vestnik.bench.Chart.Point;

/// How the speed grows with connections, and whether it falls with the length of a mailing.
final class ScalingPicture {

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img"
              aria-label="Messages a second over connections and over messages, Vestnik beside smtp-source">
            <style>
              text { font: 13px sans-serif; fill: #24292f; }
              .grid { stroke: #d8dee4; }
              polyline { fill: none; stroke-width: 2.5; }
              polyline.ours { stroke: #0b57b4; } circle.ours { fill: #0b57b4; }
              polyline.source { stroke: #9a6700; stroke-dasharray: 6 4; } circle.source { fill: #9a6700; }
            </style>
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            <text x="8" y="18">messages a second</text>
            <circle class="ours" cx="%3$d" cy="14" r="4"/><text x="%4$d" y="18">Vestnik: a whole campaign</text>
            <circle class="source" cx="%5$d" cy="14" r="4"/><text x="%6$d" y="18">smtp-source: the same size again and again</text>
            %7$s</svg>
            """;

    private ScalingPicture() {}

    /// Empty unless there are at least two points of each curve.
    static Optional<String> of(List<Result> results) {
        Chart connections = chart(results, "connections-", "connections (log)", Result::connections);
        Chart messages = chart(results, "campaign-", "messages of a campaign, 8 connections (log)", Result::messages);
        if (connections.points().size() < 2 || messages.points().size() < 2) {
            return Optional.empty();
        }
        return Optional.of(FRAME.formatted(2 * Chart.WIDTH, Chart.HEIGHT, 300, 310, 520, 530,
                connections.svg(0) + messages.svg(Chart.WIDTH)));
    }

    private static Chart chart(List<Result> results, String prefix, String across, ToLongFunction<Result> x) {
        return new Chart(across, results.stream()
                .filter(result -> result.name().startsWith(prefix) && result.smtpSourcePerSecond() != null)
                .map(result -> new Point(x.applyAsLong(result), result.perSecond(),
                        Objects.requireNonNull(result.smtpSourcePerSecond())))
                .sorted(Comparator.comparingLong(Point::x))
                .toList());
    }
}
