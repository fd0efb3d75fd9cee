package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.consent.Wording;
import vestnik.consent.Wordings;

/// The privacy policy that people can read beside what they agree to; its version is part of the evidence.
@Component
class ShownPolicy {

    private final Wordings wordings;
    private final Clock clock;

    ShownPolicy(Wordings wordings, Clock clock) {
        this.wordings = wordings;
        this.clock = clock;
    }

    /// Null if the clinic has published none.
    @Nullable
    String text(Locale locale) {
        return wordings.policy(clock.instant()).map(policy -> policy.body(locale)).orElse(null);
    }

    /// What a request proves, and `policy`.
    Map<String, String> evidence(HttpServletRequest request) {
        Map<String, String> evidence = Evidence.of(request);
        wordings.policy(clock.instant()).map(Wording::version).ifPresent(version -> evidence.put("policy", version));
        return evidence;
    }
}
