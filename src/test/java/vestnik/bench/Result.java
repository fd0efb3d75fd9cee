package vestnik.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a bench measured.
///
/// @param messages how many messages, or other things, one round was about
/// @param bytes size of a message; 0 where there is none
/// @param perSecond of them, the median of all rounds
/// @param smtpSourcePerSecond what smtp-source reached in the same minutes; null where it has no part
/// @param ratio the figure that counts
/// @param ratioOf what it is the ratio of
/// @param heapMb the most heap that the service used
/// @param more other figures
public record Result(String name, long messages, int connections, int bytes, double perSecond,
        @Nullable Double smtpSourcePerSecond, double ratio, String ratioOf, int heapMb, Map<String, Object> more) {

    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("messages", messages);
        json.put("connections", connections);
        json.put("bytes", bytes);
        json.put("perSecond", Math.round(perSecond));
        json.put("smtpSourcePerSecond", smtpSourcePerSecond == null ? null : Math.round(smtpSourcePerSecond));
        json.put("ratio", rounded(ratio));
        json.put("ratioOf", ratioOf);
        json.put("heapMb", heapMb);
        json.putAll(more);
        return json;
    }

    static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
