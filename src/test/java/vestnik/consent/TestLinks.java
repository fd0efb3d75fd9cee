package vestnik.consent;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Links as a service sealed them that runs in another process with the key of [vestnik.test.VestnikTest].
public final class TestLinks {

    private static final Links LINKS = new Links(new LinkSettings(URI.create("http://localhost"),
            Map.of("test", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="), null), Clock.systemUTC());

    private static final Links FORGED = new Links(new LinkSettings(URI.create("http://localhost"),
            Map.of("test", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="), null), Clock.systemUTC());

    private TestLinks() {}

    /// The path of the same link, sealed with a key that is not ours.
    public static String withAnotherKey(long patient, Channel channel, long mailing, int ordinal) {
        return FORGED.unsubscribe(new LinkTarget(patient, Purpose.PROMOTION, channel, mailing, ordinal)).getPath();
    }

    /// The path of the link in a message of a promotion.
    public static String promotion(long patient, Channel channel, long mailing, int ordinal) {
        return LINKS.unsubscribe(new LinkTarget(patient, Purpose.PROMOTION, channel, mailing, ordinal)).getPath();
    }
}
