package vestnik.consent.proof;

import java.time.Duration;

/// How far a walk through the ledger is.
///
/// @param left at the rate so far
record Progress(long done, long total, long perSecond, Duration left) {

    static Progress of(long done, long total, long nanos) {
        long perSecond = Math.max(1, Math.round(done * 1e9 / Math.max(1, nanos)));
        return new Progress(done, total, perSecond, Duration.ofSeconds(Math.max(0, total - done) / perSecond));
    }
}
