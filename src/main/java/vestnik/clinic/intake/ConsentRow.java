package vestnik.clinic.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// An act of consent to be appended to the ledger.
record ConsentRow(long line, String patientId, Purpose purpose, Channel channel, Act act, Instant at,
        @Nullable String wording, @Nullable String representativeId, @Nullable String document) implements Row {

    enum Act {
        REQUEST, GRANT, WITHDRAWAL
    }

    @Override
    public @Nullable Object[] cells() {
        return new @Nullable Object[]{patientId, purpose, channel, act, at, wording, representativeId, document};
    }
}
