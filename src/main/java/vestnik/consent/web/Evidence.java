package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a request proves: where it came from and with what.
public final class Evidence {

    private static final int USER_AGENT_LENGTH = 200;

    private Evidence() {}

    /// `ip` and `userAgent`.
    public static Map<String, String> of(HttpServletRequest request) {
        var evidence = new HashMap<String, String>();
        evidence.put("ip", request.getRemoteAddr());
        Optional.ofNullable(request.getHeader("User-Agent"))
                .map(agent -> agent.substring(0, Math.min(agent.length(), USER_AGENT_LENGTH)))
                .ifPresent(agent -> evidence.put("userAgent", agent));
        return evidence;
    }
}
