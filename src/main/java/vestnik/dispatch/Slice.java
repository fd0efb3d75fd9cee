package vestnik.dispatch;

import java.util.ArrayList;
import java.util.List;

/// What one connection takes at a time: what is open of these ordinals.
///
/// @param messages how many are open
record Slice(int first, int last, int messages) {

    /// Cuts ordinals, in their order, into slices of so many each.
    static List<Slice> cut(List<Integer> ordinals, int size) {
        var slices = new ArrayList<Slice>(ordinals.size() / size + 1);
        for (int from = 0; from < ordinals.size(); from += size) {
            int to = Math.min(ordinals.size(), from + size) - 1;
            slices.add(new Slice(ordinals.get(from), ordinals.get(to), to - from + 1));
        }
        return slices;
    }
}
