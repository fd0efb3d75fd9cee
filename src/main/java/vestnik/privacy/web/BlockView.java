package vestnik.privacy.web;

import java.time.Instant;
import java.time.LocalDate;
import vestnik.privacy.Blocking.Blocked;

/// A block that holds now.
record BlockView(Instant since, String reason, LocalDate dueOn) {

    static BlockView of(Blocked blocked) {
        return new BlockView(blocked.since(), blocked.reason(), blocked.dueOn());
    }
}
