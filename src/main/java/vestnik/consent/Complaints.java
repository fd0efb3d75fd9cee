package vestnik.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.vocabulary.Channel;

/// What follows when somebody calls an e-mail of ours unwanted at their mailbox provider, or answers to it that they want no
/// more: they get no more marketing, on any channel, and after a complaint no more mail at that address. Others who share the
/// address keep their consents.
@Service
public class Complaints {

    private final Addressees addressees;
    private final Withdrawals withdrawals;
    private final Suppressions suppressions;
    private final TransactionTemplate transaction;

    Complaints(Addressees addressees, Withdrawals withdrawals, Suppressions suppressions,
            TransactionTemplate transaction) {
        this.addressees = addressees;
        this.withdrawals = withdrawals;
        this.suppressions = suppressions;
        this.transaction = transaction;
    }

    /// Takes a complaint about one message; a repetition changes nothing. The caller passes the barrier with the patients.
    ///
    /// @param address where the mail went, as far as it is known to be the person's; null to leave all addresses as they are
    /// @param source how the person told it
    /// @param feedback what they told: `abuse` or `opt-out` (RFC 5965)
    /// @param report which report proves it
    /// @return the patients who get no more marketing
    public List<Long> take(long mailing, int ordinal, @Nullable String address, Source source, String feedback,
            String report) {
        return transaction.execute(status -> {
            Optional<Addressee> addressee = addressees.find(Channel.EMAIL, mailing, ordinal);
            String message = mailing + "." + ordinal;
            List<Reader> people = addressee.map(one -> addressees.readers(Channel.EMAIL, one)).orElse(List.of());
            withdrawals.lock(people);
            withdrawals.withdraw(people, Subscription.MARKETING, source,
                    Map.of("message", message, "feedback", feedback, "report", report));
            if (address != null) {
                suppressions.suppress(Channel.EMAIL, address, SuppressionReason.COMPLAINT, "message:" + message, null);
            }
            return people.stream().map(Reader::patientId).collect(Collectors.toList());
        });
    }
}
