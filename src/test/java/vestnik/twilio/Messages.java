package vestnik.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The messages taken, as many as memory should hold.
final class Messages {

    private static final int MOST = 100_000;

    private final LinkedHashMap<String, TwilioMessage> bySid = new LinkedHashMap<>();

    synchronized void put(TwilioMessage message) {
        bySid.put(message.sid(), message);
        if (bySid.size() > MOST) {
            bySid.pollFirstEntry();
        }
    }

    synchronized Optional<TwilioMessage> find(String sid) {
        return Optional.ofNullable(bySid.get(sid));
    }

    synchronized List<TwilioMessage> newestFirst() {
        return new ArrayList<>(bySid.values()).reversed();
    }
}
