package vestnik.dispatch;

import java.util.List;

/// What one connection takes at a time: what is open of these ordinals, which are in order.
record Slice(List<Integer> ordinals) {

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
