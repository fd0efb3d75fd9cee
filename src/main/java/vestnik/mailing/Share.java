package vestnik.mailing;

/// Some of the patients of the clinic: those whose ids are in a range.
///
/// @param first id, inclusive
/// @param last id, inclusive
record Share(long first, long last) {

    static final Share ALL = new Share(Long.MIN_VALUE, Long.MAX_VALUE);
}
