package vestnik.quality;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads every log line of a test run, exceptions included, and keeps those that hold personal data.
public final class LeakAppender extends AppenderBase<ILoggingEvent> {

    private static final int KEPT = 20;
    // Spring's test framework prints the settings of a context that did not start, the test's sender number among them.
    private static final String TEST_FRAMEWORK = "org.springframework.test.";
    // The mailbox of a test is the world outside, which knows its addresses.
    private static final String MAILBOX = "com.icegreen.";
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
        String logger = event.getLoggerName();
        if (!logger.startsWith(TEST_FRAMEWORK) && !logger.startsWith(MAILBOX)) {
            read(event);
        }
    }

    private static void read(ILoggingEvent event) {
        lines(event).filter(line -> LEAKS.size() < KEPT).forEach(line -> PersonalData.in(line)
                .forEach(kind -> LEAKS.add("%s from %s: %s".formatted(kind, event.getLoggerName(), line))));
    }

    private static Stream<String> lines(ILoggingEvent event) {
        return Stream.concat(Stream.of(event.getFormattedMessage()), messages(event.getThrowableProxy()));
    }

    private static Stream<String> messages(@Nullable IThrowableProxy thrown) {
        return Stream.iterate(thrown, cause -> cause != null, IThrowableProxy::getCause)
                .map(cause -> String.valueOf(cause.getMessage()));
    }

    /// What leaked since the last call.
    static List<String> drain() {
        List<String> leaks = List.copyOf(LEAKS);
        LEAKS.removeAll(leaks);
        return leaks;
    }
}
