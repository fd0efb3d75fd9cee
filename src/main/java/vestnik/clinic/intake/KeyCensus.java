package vestnik.clinic.intake;

import java.util.Arrays;

/// Finds which keys of a file may occur twice, in 8 bytes a key.
final class KeyCensus {

    private long[] hashes = new long[1024];
    private int size;

    void add(EntryKey key) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = key.hash();
    }

    /// The hashes that occurred more than once, sorted.
    long[] repeated() {
        var sorted = Arrays.copyOf(hashes, size);
        Arrays.sort(sorted);
        var repeated = new long[size];
        int found = 0;
        for (int i = 1; i < size; i++) {
            if (sorted[i] == sorted[i - 1]) {
                repeated[found++] = sorted[i];
            }
        }
        return Arrays.copyOf(repeated, found);
    }

    static boolean isAmong(long[] repeated, EntryKey key) {
        return Arrays.binarySearch(repeated, key.hash()) >= 0;
    }
}
