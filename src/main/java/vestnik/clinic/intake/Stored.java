package vestnik.clinic.intake;

import java.util.List;

/// What became of staged rows: each is created, updated, unchanged, or refused for what is known of others.
///
/// @param faults of rows refused, and of fields left out of rows that were kept
record Stored(long created, long updated, long unchanged, List<Reject> faults) {

    static final Stored NOTHING = new Stored(0, 0, 0, List.of());

    static Stored of(int staged, Upserted upserted, List<Reject> faults) {
        long refused = faults.stream().filter(fault -> !fault.rowKept()).count();
        return new Stored(upserted.created(), upserted.updated(),
                staged - refused - upserted.created() - upserted.updated(), faults);
    }

    /// What an upsert counted.
    record Upserted(long created, long updated) {}
}
