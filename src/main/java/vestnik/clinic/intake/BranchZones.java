package vestnik.clinic.intake;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.intake.AppointmentRow.BranchCells;

/// The zones of branches: what rows read so far have said, else what is known, else the clinic's.
///
/// @param byBranch by the branch's external id; learns
record BranchZones(Map<String, ZoneId> byBranch, ZoneId clinic) {

    ZoneId of(@Nullable BranchCells branch) {
        if (branch == null) {
            return clinic;
        }
        if (branch.zone() != null) {
            byBranch.put(branch.id(), ZoneId.of(branch.zone()));
        }
        return byBranch.getOrDefault(branch.id(), clinic);
    }
}
