package vestnik.clinic.intake;

import static vestnik.clinic.intake.Column.*;

import java.util.List;
import java.util.stream.Collectors;

/// What a CSV file is about; told by its header.
///
/// Files are UTF-8 (with or without a byte order mark) or Windows-1251, separated by `,` or `;`, quoted with `"`.
/// The first line names the columns, in any order. Every column of the kind must be there, for an absent one could mean
/// either "unchanged" or "empty", and none that is not known. What the cells hold: [Column].
///
/// | kind | a row is | columns |
/// | --- | --- | --- |
/// | PATIENTS | a patient | `id;family_name;given_name;patronymic;sex;birth_date;deceased;deceased_on;incapable;locale;zone;email;phone` |
/// | REPRESENTATIVES | a representative and one patient they act for; the last row of an id says who the representative is | `id;family_name;given_name;patronymic;deceased;locale;email;phone;patient_id;relationship;from_on;until_on` |
/// | APPOINTMENTS | a visit, with specialist and branch | `id;patient_id;specialist_id;specialist_name;branch_id;branch_name;branch_address;branch_phone;branch_zone;starts_at;ends_at;status;booked_at` |
/// | CONSENTS | an act of consent, in the order in which they took effect | `patient_id;purpose;channel;act;at;wording;representative_id;document` |
public enum FileKind {
    PATIENTS(ID, FAMILY_NAME, GIVEN_NAME, PATRONYMIC, SEX, BIRTH_DATE, DECEASED, DECEASED_ON, INCAPABLE, LOCALE, ZONE,
            EMAIL, PHONE),
    REPRESENTATIVES(ID, FAMILY_NAME, GIVEN_NAME, PATRONYMIC, DECEASED, LOCALE, EMAIL, PHONE, PATIENT_ID, RELATIONSHIP,
            FROM_ON, UNTIL_ON),
    APPOINTMENTS(ID, PATIENT_ID, SPECIALIST_ID, SPECIALIST_NAME, BRANCH_ID, BRANCH_NAME, BRANCH_ADDRESS, BRANCH_PHONE,
            BRANCH_ZONE, STARTS_AT, ENDS_AT, STATUS, BOOKED_AT),
    CONSENTS(PATIENT_ID, PURPOSE, CHANNEL, ACT, AT, WORDING, REPRESENTATIVE_ID, DOCUMENT);

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
    private final List<Column> columns;

    FileKind(Column... columns) {
        this.columns = List.of(columns);
    }

    /// All its columns.
    public List<Column> columns() {
        return columns;
    }

    /// A first line with all its columns.
    public String header(char separator) {
        return columns.stream().map(Column::header).collect(Collectors.joining(String.valueOf(separator)));
    }
}
