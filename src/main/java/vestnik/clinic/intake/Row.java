package vestnik.clinic.intake;

import org.jspecify.annotations.Nullable;

/// A checked row, ready to be staged.
sealed interface Row permits PatientRow, RepresentativeRow, AppointmentRow, ConsentRow {

    long line();

    /// What is staged and hashed, in the order of the staging table's columns.
    @Nullable
    Object[] cells();
}
