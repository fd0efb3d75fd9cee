package vestnik.consent.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.OtherState;
import vestnik.consent.proof.Finding.Sound;

/// Walks through the whole ledger as it is at one moment, while others go on writing to it.
@Component
class LedgerVerification {

    private static final String READ_ENDS = "select chain, entries, encode(hash, 'hex') as hash from consent_chain";

    // What consent_seal hashes, word for word; the hash itself is computed here.
    private static final String READ_ENTRIES = """
            select id, patient_id % 16 as chain, hash,
              row(id, patient_id, purpose, channel, act, extract(epoch from at), source, representative_id, actor, wording,
                evidence, extract(epoch from recorded_at))::text as entry
            from consent_ledger
            order by id
            """;

    private static final String READ_WORDINGS = """
            select id, row(id, kind, version, body_ru, body_en, extract(epoch from in_force_at), asks_again, published_by,
              extract(epoch from published_at))::text as wording
            from wording
            order by id
            """;

    private static final String COMPARE_STATE = """
            select coalesce(rebuilt.ledger_id, held.ledger_id) as entry, patient.external_id as patient, purpose, channel
            from consent held
            full join consent_rebuilt rebuilt using (patient_id, purpose, channel)
            join patient on patient.id = patient_id
            where (held.state, held.since, held.representative_id, held.wording, held.ledger_id)
              is distinct from
              (rebuilt.state, rebuilt.since, rebuilt.representative_id, rebuilt.wording, rebuilt.ledger_id)
            order by entry
            limit 1
            """;

    private static final int FETCHED = 10_000;
    private static final int BETWEEN_TOLD = 50_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;

    LedgerVerification(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    /// Finds the first thing wrong, also against what was noted earlier.
    Finding verify(Optional<Anchor> noted, Consumer<Progress> told) {
        return Objects.requireNonNull(oneMoment.execute(_ -> walk(noted, told)));
    }

    private Finding walk(Optional<Anchor> noted, Consumer<Progress> told) {
        var ends = ends();
        var walk = new LedgerWalk(ends, noted);
        long total = ends.stream().mapToLong(ChainEnd::entries).sum();
        long began = System.nanoTime();
        jdbc.sql(READ_ENTRIES).withFetchSize(FETCHED).query(row -> {
            long passed = walk.pass(row.getLong("id"), row.getInt("chain"), row.getString("entry"),
                    row.getBytes("hash"));
            if (passed % BETWEEN_TOLD == 0) {
                told.accept(Progress.of(passed, total, System.nanoTime() - began));
            }
        });
        jdbc.sql(READ_WORDINGS).query(row -> {
            walk.passWording(row.getLong("id"), row.getString("wording"));
        });
        return walk.flaw().or(this::otherState).or(walk::rewriting)
                .<Finding>map(flaw -> flaw)
                .orElseGet(() -> new Sound(walk.passed(), walk.anchor()));
    }

    private List<ChainEnd> ends() {
        var ends = new ArrayList<>(Collections.nCopies(LedgerWalk.CHAINS, ChainEnd.OF_NOTHING));
        jdbc.sql(READ_ENDS).query(row -> {
            ends.set(row.getInt("chain"), new ChainEnd(row.getLong("entries"), row.getString("hash")));
        });
        return ends;
    }

    private Optional<Broken> otherState() {
        return jdbc.sql(COMPARE_STATE)
                .query((row, _) -> (Broken) new OtherState(row.getLong("entry"), row.getString("patient"),
                        row.getString("purpose"), row.getString("channel")))
                .optional();
    }
}
