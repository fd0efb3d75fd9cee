package vestnik.dispatch;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Batch runs a step within a transaction scope of its own, to which Spring would bind a database connection from the first
/// statement to the end of the scope. Work that talks to a provider in between is done outside of it, so that each
/// statement gives its connection back at once.
final class Unbound {

    private Unbound() {}

    static <T> T get(Supplier<T> work) {
        var waiting = TransactionSynchronizationManager.getSynchronizations();
        waiting.forEach(TransactionSynchronization::suspend);
        TransactionSynchronizationManager.clearSynchronization();
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.initSynchronization();
            waiting.forEach(TransactionSynchronization::resume);
            waiting.forEach(TransactionSynchronizationManager::registerSynchronization);
        }
    }
}
