package vestnik.dispatch;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// So many messages in a second, minute or hour: `20/s`, `300/m`, `5000/h`; or `off`.
record Rate(int messages, Duration per) {

    static final Rate OFF = new Rate(0, Duration.ofSeconds(1));

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,6}) ?/ ?(s|m|h)");

    /// Reads what stands in the settings. YAML takes an off without quotes for false.
    public static Rate valueOf(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        if (written.equals("off") || written.equals("false")) {
            return OFF;
        }
        var parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must be off, or messages per second, minute or hour: 20/s, 300/m, 5000/h");
        }
        return new Rate(Integer.parseInt(parts.group(1)), switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        });
    }

    static Rate perSecond(int messages) {
        return new Rate(messages, Duration.ofSeconds(1));
    }

    boolean isOff() {
        return messages == 0;
    }

    double inASecond() {
        return messages * 1e9 / per.toNanos();
    }

    /// How long so many messages take.
    Duration time(int many) {
        return Duration.ofNanos(Math.ceilDiv(per.toNanos() * many, messages));
    }

    /// The slower of both.
    Rate orSlower(Rate other) {
        return other.isOff() || (!isOff() && inASecond() <= other.inASecond()) ? this : other;
    }
}
