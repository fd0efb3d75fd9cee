package vestnik.clinic.intake;

import java.util.Locale;

/// A column of a CSV file. Its header is the name in lower case, as in `family_name`; an empty cell means "not known".
///
/// - A date is `2026-11-25` or `25.11.2026`.
/// - A time is `2026-11-25T10:30` or `25.11.2026 10:30`; seconds and an offset (`Z`, `+03:00`) may follow. Without an
///   offset it is local: to the branch for appointments, else to the clinic.
/// - Yes or no is `true`, `false`, `yes`, `no`, `да`, `нет`, `1`, `0`; empty is no.
/// - A zone is an IANA time zone, as in `Asia/Omsk`.
///
/// | header | cell |
/// | --- | --- |
/// | `id` | the clinic's own id of the patient, representative or appointment; needed |
/// | `family_name`, `given_name`, `patronymic` | text |
/// | `sex` | `FEMALE` or `MALE`, or `F`, `M`, `Ж`, `М` |
/// | `birth_date` | date; who is a minor follows from it |
/// | `deceased` | yes or no |
/// | `deceased_on` | date, if it is known; implies `deceased` |
/// | `incapable` | yes or no: an adult for whom a representative acts |
/// | `locale` | `ru` or `en`; empty is the clinic's language |
/// | `zone` | where the patient lives; empty is the clinic's |
/// | `email` | one address; a bad one is dropped and the row stays |
/// | `phone` | one number in any usual spelling; a bad one is dropped and the row stays |
/// | `patient_id` | the clinic's id of a patient imported before; needed |
/// | `relationship` | what the representative is to the patient, in the clinic's words |
/// | `from_on` | date: first day on which the representative acts; empty is always |
/// | `until_on` | date: first day on which the representative acts no more; empty is never |
/// | `specialist_id` | the clinic's id of whom the patient visits |
/// | `specialist_name` | as patients know the specialist; may be empty once the id is known |
/// | `branch_id` | the clinic's id of where the visit is |
/// | `branch_name` | as patients know the branch; may be empty once the id is known, as may all that follows of it |
/// | `branch_address`, `branch_phone` | text |
/// | `branch_zone` | zone of the branch; empty is what is known of it, else the clinic's |
/// | `starts_at` | time; needed |
/// | `ends_at` | time, not before the start |
/// | `status` | `PROPOSED`, `BOOKED`, `ARRIVED`, `FULFILLED`, `CANCELLED` or `NO_SHOW`; needed |
/// | `booked_at` | time: when the patient booked |
/// | `purpose` | `APPOINTMENT`, `PROMOTION`, `PARTNER` or `REVIEW`; needed |
/// | `channel` | `EMAIL` or `SMS`; needed |
/// | `act` | `GRANT`, `WITHDRAWAL`, or `REQUEST` for a grant that counts only after the person has confirmed it; needed |
/// | `at` | date or time: when the person acted; needed |
/// | `wording` | version of the wording that was agreed to |
/// | `representative_id` | who acted for the patient; needed when a minor or an incapable patient grants or requests |
/// | `document` | where the paper or record that proves it is kept |
public enum Column {
    ID, FAMILY_NAME, GIVEN_NAME, PATRONYMIC, SEX, BIRTH_DATE, DECEASED, DECEASED_ON, INCAPABLE, LOCALE, ZONE, EMAIL,
    PHONE, PATIENT_ID, RELATIONSHIP, FROM_ON, UNTIL_ON, SPECIALIST_ID, SPECIALIST_NAME, BRANCH_ID, BRANCH_NAME,
    BRANCH_ADDRESS, BRANCH_PHONE, BRANCH_ZONE, STARTS_AT, ENDS_AT, STATUS, BOOKED_AT, PURPOSE, CHANNEL, ACT, AT,
    WORDING, REPRESENTATIVE_ID, DOCUMENT;

    private final String header = name().toLowerCase(Locale.ROOT);

    /// As it stands in the first line of a file and in a reject file.
    public String header() {
        return header;
    }
}
