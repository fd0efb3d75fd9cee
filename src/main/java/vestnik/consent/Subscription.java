package vestnik.consent;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// One thing a person can stop by itself: a purpose on a channel.
public record Subscription(Purpose purpose, Channel channel) {

    /// All marketing: whatever needs consent, on every channel.
    public static final Set<Subscription> MARKETING = Stream.of(Purpose.values())
            .filter(Purpose::needsConsent)
            .flatMap(purpose -> Stream.of(Channel.values()).map(channel -> new Subscription(purpose, channel)))
            .collect(Collectors.toUnmodifiableSet());
}
