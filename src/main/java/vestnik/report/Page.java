package vestnik.report;

import java.util.List;

/// A part of a longer list.
///
/// @param more whether the list goes on
public record Page<T>(List<T> items, boolean more) {

    /// The first `limit` of `fetched`, of which one more was asked for to know whether there is more.
    static <T> Page<T> of(List<T> fetched, int limit) {
        return fetched.size() > limit ? new Page<>(fetched.subList(0, limit), true) : new Page<>(fetched, false);
    }
}
