package vestnik.dispatch;

import java.util.ArrayList;
import java.util.List;

/// What one connection takes at a time: what is open of these ordinals, which are in order.
record Slice(List<Integer> ordinals) {

    /// Cuts ordinals, in their order, into slices of so many each.
    static List<Slice> cut(List<Integer> ordinals, int size) {
        var slices = new ArrayList<Slice>(ordinals.size() / size + 1);
        for (int from = 0; from < ordinals.size(); from += size) {
            slices.add(new Slice(ordinals.subList(from, Math.min(ordinals.size(), from + size))));
        }
        return slices;
    }

    int first() {
        return ordinals.getFirst();
    }

    int last() {
        return ordinals.getLast();
    }

    int messages() {
        return ordinals.size();
    }
}
