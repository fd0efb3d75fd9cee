package vestnik.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Many runs, each hit once at a random moment: `kill -9` of a node or of the database, or a node that stands still. Nothing
/// may be lost, no promotion may come twice, a reminder only if it was uncertain. `-Dbench.runs` says how many,
/// `-Dbench.minutes` after how long no more are begun, `-Dbench.seed` where to begin.
class CrashesBench {

    private static final Logger LOG = LoggerFactory.getLogger(CrashesBench.class);
    private static final int RUNS = Integer.getInteger("bench.runs", 100);
    private static final long SEED = Long.getLong("bench.seed", 20261125);
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("bench.minutes", 120));
    private static final int MESSAGES = 2 * CrashScene.MESSAGES_EACH;

    private final List<CrashVerdict> verdicts = new ArrayList<>();

    @Bench("crashes")
    void crashes() throws Exception {
        long begun = System.nanoTime();
        try (var scene = new CrashScene(folder())) {
            for (int run = 1; run <= RUNS && System.nanoTime() - begun < TIME.toNanos(); run++) {
                CrashVerdict verdict = scene.play(Blow.draw(SEED + run, MESSAGES));
                verdicts.add(verdict);
                tell(run, verdict);
            }
        } finally {
            Results.add(result((System.nanoTime() - begun) / 1e9));
        }
        assertThat(verdicts).allMatch(CrashVerdict::isClean);
    }

    private static void tell(int run, CrashVerdict verdict) {
        LOG.info("run {}: {}: {} uncertain, {} reminders again, {} duplicates, {} lost, {} s{}", run, verdict.blow(),
                verdict.uncertain(), verdict.again(), verdict.duplicates(), verdict.lost(),
                "%.1f".formatted(verdict.seconds()), verdict.isClean() ? "" : "; WRONG: " + verdict.wrong());
    }

    private Result result(double seconds) {
        var more = new LinkedHashMap<String, Object>();
        more.put("runs", verdicts.size());
        for (Blow.Kind kind : Blow.Kind.values()) {
            more.put(kind.name().toLowerCase(Locale.ROOT),
                    verdicts.stream().filter(verdict -> verdict.blow().kind() == kind).count());
        }
        more.putAll(Map.of("seconds", Math.round(seconds), "firstSeed", SEED + 1));
        more.put("uncertain", sum(CrashVerdict::uncertain));
        more.put("mostUncertainInARun", verdicts.stream().mapToInt(CrashVerdict::uncertain).max().orElse(0));
        more.put("remindersAgain", sum(CrashVerdict::again));
        more.put("duplicates", sum(CrashVerdict::duplicates));
        more.put("lost", sum(CrashVerdict::lost));
        double clean = verdicts.stream().filter(CrashVerdict::isClean).count();
        return new Result("crashes", (long) MESSAGES * verdicts.size(), 2 * CrashScene.CONNECTIONS, 0,
                MESSAGES * verdicts.size() / seconds, null, clean / Math.max(1, verdicts.size()),
                "runs in which everything held, to all", 300, more);
    }

    private int sum(ToIntFunction<CrashVerdict> figure) {
        return verdicts.stream().mapToInt(figure).sum();
    }

    /// Kept, so that what went wrong can be looked at.
    private static Path folder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "crashes").toAbsolutePath()), "of-");
    }
}
