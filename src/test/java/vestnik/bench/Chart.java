package vestnik.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Messages a second over something that doubles or grows tenfold, ours beside smtp-source's, as a part of an SVG.
///
/// @param across what is on the horizontal axis
record Chart(String across, List<Point> points) {

    static final int WIDTH = 460;
    static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final int TOP = 28;
    private static final int BOTTOM = 52;
    private static final int LINES = 5;

    record Point(long x, double ours, double source) {}

    String svg(int shift) {
        return """
                <g transform="translate(%d 0)">
                %s%s%s%s<text x="%d" y="%d" text-anchor="middle">%s</text>
                </g>
                """.formatted(shift, grid(), ticks(), curve("source", Point::source), curve("ours", Point::ours),
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, across);
    }

    private String grid() {
        var lines = new StringBuilder();
        for (int line = 0; line <= LINES; line++) {
            double value = top() * line / LINES;
            lines.append(String.format(Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n", LEFT,
                    WIDTH - RIGHT, y(value), y(value)));
            lines.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>%n",
                    LEFT - 8, y(value) + 4,
                    value));
        }
        return lines.toString();
    }

    private String ticks() {
        return points.stream()
                .map(point -> String.format(Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
                        x(point), HEIGHT - BOTTOM + 20, point.x))
                .collect(Collectors.joining());
    }

    private String curve(String name, ToDoubleFunction<Point> value) {
        String path = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point), y(value.applyAsDouble(point))))
                .collect(Collectors.joining(" "));
        String dots = points.stream()
                .map(point -> String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n",
                        name,
                        x(point), y(value.applyAsDouble(point))))
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, "<polyline class=\"%s\" points=\"%s\"/>%n", name, path) + dots;
    }

    private double x(Point point) {
        double first = Math.log((double) points.getFirst().x);
        double last = Math.log((double) points.getLast().x);
        double part = last > first ? (Math.log((double) point.x) - first) / (last - first) : 0.5;
        return LEFT + 24 + part * (WIDTH - LEFT - RIGHT - 48);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / top() * (HEIGHT - TOP - BOTTOM);
    }

    /// The first round number above everything.
    private double top() {
        double highest = points.stream().mapToDouble(point -> Math.max(point.ours, point.source)).max().orElse(1);
        double unit = Math.pow(10, Math.floor(Math.log10(highest)));
        return Math.ceil(highest / unit) * unit;
    }
}
