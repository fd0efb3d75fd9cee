package vestnik.consent;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.audit.AuditTrail;
import vestnik.consent.Lifting.DocumentMissing;
import vestnik.consent.Lifting.Lifted;
import vestnik.consent.Lifting.NotSuppressed;
import vestnik.vocabulary.Channel;

/// What the clinic's staff decides of addresses: to use one no more, or to use it again. What a person forbade gives way
/// only to their newer word, with the document that proves it. The audit names the patients read there, not the address.
@Service
public class StaffSuppressions {

    private final Suppressions suppressions;
    private final Readers readers;
    private final Barrier barrier;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    StaffSuppressions(Suppressions suppressions, Readers readers, Barrier barrier, AuditTrail audit,
            TransactionTemplate transaction) {
        this.suppressions = suppressions;
        this.readers = readers;
        this.barrier = barrier;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// Forbids an address until a moment, or for good, and tells how far that reaches.
    public Reach suppress(Channel channel, String address, @Nullable Instant expires, String by) {
        List<Reader> people = readers.at(channel, address);
        transaction.executeWithoutResult(status -> {
            suppressions.suppress(channel, address, SuppressionReason.STAFF, "staff:" + by, expires);
            audit.append(by, "suppress-address", "suppression", detail(channel, people, Map.of()));
        });
        return barrier.pass(people.stream().map(Reader::patientId).collect(Collectors.toSet()));
    }

    /// Allows an address again.
    ///
    /// @param document what proves that the person wants it; needed if the person forbade it
    public Lifting lift(Channel channel, String address, @Nullable String document, String by) {
        return transaction.execute(status -> {
            Optional<Suppression> found = suppressions.find(channel, address);
            if (found.isEmpty()) {
                return new NotSuppressed();
            }
            SuppressionReason reason = found.get().reason();
            if (reason.isPersonal() && document == null) {
                return new DocumentMissing(reason);
            }
            suppressions.lift(channel, address, EnumSet.of(reason));
            audit.append(by, "lift-suppression", "suppression", detail(channel, readers.at(channel, address),
                    document == null
                            ? Map.of("reason", reason.name())
                            : Map.of("reason", reason.name(), "document", document)));
            return new Lifted();
        });
    }

    private static Map<String, String> detail(Channel channel, List<Reader> people, Map<String, String> more) {
        var detail = new HashMap<>(more);
        detail.put("channel", channel.name());
        detail.put("patients",
                people.stream().map(reader -> "" + reader.patientId()).distinct().collect(Collectors.joining(", ")));
        return detail;
    }
}
