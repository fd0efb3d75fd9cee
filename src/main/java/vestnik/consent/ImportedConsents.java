package vestnik.consent;

import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vestnik.clinic.ImportEnding;

/// What follows from the consents of an import before it counts as done: who only asked for something is asked to confirm
/// it, and nothing is on its way any more to who withdrew. While the import runs nobody waits for an answer, so the
/// withdrawals of each page just hold from its commit on, and the barrier is passed once.
@Component
class ImportedConsents {

    private static final String FIND_WITHDRAWN = """
            select distinct patient_id from consent_ledger
            where source = 'IMPORT' and actor = :import and act = 'WITHDRAWAL'
            """;

    private final JdbcClient jdbc;
    private final Barrier barrier;
    private final ImportedRequests requests;

    ImportedConsents(JdbcClient jdbc, Barrier barrier, ImportedRequests requests) {
        this.jdbc = jdbc;
        this.barrier = barrier;
        this.requests = requests;
    }

    // Outside the transaction that ends the import: letters are asked for in small transactions of their own.
    @EventListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void follow(ImportEnding end) {
        requests.askToConfirm(end.actor());
        var withdrawn = withdrawn(end.actor());
        if (!withdrawn.isEmpty()) {
            barrier.pass(withdrawn);
        }
    }

    private Set<Long> withdrawn(String actor) {
        return new HashSet<>(jdbc.sql(FIND_WITHDRAWN).param("import", actor)
                .query((row, _) -> row.getLong("patient_id")).list());
    }
}
