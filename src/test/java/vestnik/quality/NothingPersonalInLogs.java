package vestnik.quality;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test, any test, during which personal data came into the log. Registered for all tests by its service file.
public final class NothingPersonalInLogs implements AfterEachCallback, AfterAllCallback {

    @Override
    public void afterEach(ExtensionContext test) {
        check();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        check();
    }

    private static void check() {
        var leaks = LeakAppender.drain();
        if (!leaks.isEmpty()) {
            throw new AssertionError("Personal data in the log:\n" + String.join("\n", leaks));
        }
    }
}
