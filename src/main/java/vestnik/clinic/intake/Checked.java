package vestnik.clinic.intake;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What became of an entry: a row, unless it was rejected, and what was wrong with it.
record Checked(@Nullable Row row, List<Reject> faults) {

    static Checked of(Reading reading, Supplier<Row> row) {
        return reading.isRejected()
                ? new Checked(null, reading.faults().stream().map(Reject::ofLostRow).toList())
                : new Checked(row.get(), reading.faults());
    }
}
