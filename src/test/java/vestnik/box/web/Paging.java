package vestnik.box.web;

/// Where one is in a list; pages count from 1.
public record Paging(int page, int size, long total) {

    int offset() {
        return (page - 1) * size;
    }

    /// At least one.
    public long pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    /// Number of the first row of this page, from 1.
    public long first() {
        return total == 0 ? 0 : offset() + 1L;
    }

    /// Number of the last row of this page.
    public long last() {
        return Math.min(total, offset() + (long) size);
    }
}
