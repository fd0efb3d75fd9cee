package vestnik.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Spares the database when many watch: a mailing that runs is counted at most once a second by this process, and rarer
/// when counting takes long; one that is finished, which only receipts can change, is counted twice a minute.
@Component
class RecentCounts {

    private static final long RUNNING = Duration.ofSeconds(1).toNanos();
    private static final long FINISHED = Duration.ofSeconds(30).toNanos();

    private final MessageCounts counts;
    private final Map<Long, Remembered> recent = new Bounded();

    RecentCounts(MessageCounts counts) {
        this.counts = counts;
    }

    /// Counts by the mailing's id. Whoever asks meanwhile waits, and is answered from what was found.
    synchronized Map<Long, Counts> of(Collection<MailingRow> mailings) {
        long now = System.nanoTime();
        Map<Long, Counts> answer = new HashMap<>();
        List<MailingRow> missing = new ArrayList<>();
        for (MailingRow mailing : mailings) {
            Remembered known = recent.get(mailing.id());
            if (known == null || known.until() - now <= 0) {
                missing.add(mailing);
            } else {
                answer.put(mailing.id(), known.counts());
            }
        }
        answer.putAll(count(missing));
        return answer;
    }

    private Map<Long, Counts> count(List<MailingRow> missing) {
        long begun = System.nanoTime();
        Map<Long, Counts> found = new HashMap<>(counts.count(missing));
        long now = System.nanoTime();
        long running = Math.max(RUNNING, (now - begun) * 4);
        for (MailingRow mailing : missing) {
            Counts counted = found.computeIfAbsent(mailing.id(), id -> MessageCounts.NONE);
            recent.put(mailing.id(), new Remembered(counted, now + (isSettled(mailing, counted) ? FINISHED : running)));
        }
        return found;
    }

    private static boolean isSettled(MailingRow mailing, Counts counted) {
        return mailing.finishedAt() != null && counted.in(MessageState.WAITING) == 0;
    }

    private record Remembered(Counts counts, long until) {}

    private static final class Bounded extends LinkedHashMap<Long, Remembered> {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Remembered> eldest) {
            return size() > 1_000;
        }
    }
}
