package vestnik.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import vestnik.bench.Rounds.Round;
import vestnik.test.SmtpSource;

/// A campaign from its launch to its end (plan, send, close) into smtp-sink, against what smtp-source reaches on the same sink
/// with the same size and connections in the same minutes. Sink, database and service share the machine.
class SendingBench {

    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 8);

    @TempDir
    Path folder;

    /// The million below warms the virtual machine while it is sent; this cannot.
    @Bench("campaign-10k")
    void tenThousand() throws Exception {
        campaign("campaign-10k", 6, 10_000, 11, Map.of());
    }

    @Bench("campaign-100k")
    void aHundredThousand() throws Exception {
        campaign("campaign-100k", 1, 100_000, 3, Map.of());
    }

    @Bench("campaign-1m")
    void aMillion() throws Exception {
        campaign("campaign-1m", 1, 1_000_000, 1, Map.of());
    }

    @Bench("dkim")
    void signed() throws Exception {
        campaign("dkim", 1, 100_000, 3, Map.of("vestnik.email.dkim.clinic.domain", "clinic.test",
                "vestnik.email.dkim.clinic.selector", "vestnik", "vestnik.email.dkim.clinic.private-key-file",
                writeKey().toString()));
    }

    private Path writeKey() throws Exception {
        var keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String encoded = Base64.getMimeEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        return Files.writeString(folder.resolve("dkim.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
    }

    private void campaign(String name, int warmUps, int patients, int times, Map<String, String> settings)
            throws Exception {
        int messages = Integer.getInteger("bench.messages", patients);
        var all = new LinkedHashMap<>(settings);
        all.put("vestnik.dispatch.email-connections", String.valueOf(CONNECTIONS));
        int rounds = Integer.getInteger("bench.rounds", times);
        try (var stage = new Stage(folder, messages, rounds)) {
            stage.start(all);
            int bytes = stage.warmUp(warmUps);
            stage.openRelay();
            var played = Rounds.play(rounds, stage,
                    () -> SmtpSource.rate(stage.port(), CONNECTIONS, messages, bytes));
            Results.add(new Result(name, messages, CONNECTIONS, bytes,
                    played.median(round -> round.span().perSecond()), played.median(Round::smtpSource),
                    played.median(Round::ratio), "whole campaign to smtp-source", stage.heapMb(),
                    more(played, stage)));
            assertThat(played.isEverythingAccepted()).isTrue();
        }
    }

    private static Map<String, Object> more(Rounds rounds, Stage stage) {
        var more = new LinkedHashMap<String, Object>();
        more.put("rounds", rounds.count());
        more.put("planSeconds", Result.rounded(rounds.median(round -> round.span().planSeconds())));
        more.put("sentPerSecond", Math.round(rounds.median(round -> round.span().sentPerSecond())));
        more.put("sendRatio", Result.rounded(rounds.median(
                round -> round.span().sentPerSecond() / round.smtpSource())));
        more.put("microsPerMessage", Result.rounded(1e6 / rounds.median(round -> round.span().perSecond())));
        more.put("serviceCpuMicros", Math.round(rounds.median(
                round -> round.span().micros(round.span().cpu().service().toNanos()))));
        more.put("databaseCpuMicros", Math.round(rounds.median(
                round -> round.span().micros(round.span().cpu().database().toNanos()))));
        more.put("sinkCpuMicros", Math.round(rounds.median(
                round -> round.span().micros(round.span().cpu().sink().toNanos()))));
        more.put("heapLimitMb", Stage.HEAP_MB);
        more.put("heapAfterCollectionMb", stage.liveMb());
        return more;
    }
}
