package vestnik.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// A message that is noted as attempted and allowed to go now, with what it tells.
///
/// @param number which attempt this is, from 1
/// @param readerId the representative who reads it, or null for the patient
/// @param address e-mail or phone, as the gate found it
/// @param recipientName given name and patronymic of the reader
/// @param wardName given name of the patient if a representative reads
/// @param branchZone IANA zone of the branch
/// @param lost not null: the provider may have it already, for its answer was lost
record Ready(int ordinal, int number, LocalDate occasionOn, String occasion, long patientId, @Nullable Long readerId,
        String address, Locale locale, @Nullable String recipientName, @Nullable String wardName,
        @Nullable Instant startsAt,
        @Nullable String branchName, @Nullable String branchAddress, @Nullable String branchPhone,
        @Nullable String branchZone, @Nullable String specialistName, @Nullable Lost lost) {

    Channel channel() {
        return address.startsWith("+") ? Channel.SMS : Channel.EMAIL;
    }

    /// When the attempt was under way whose answer was lost.
    record Lost(Instant from, Instant until) {}
}
