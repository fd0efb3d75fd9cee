package vestnik.clinic.intake;

/// A first look at a whole file: whether it can be read, and what must be known before the first row is taken.
///
/// @param rows how many entries it has
/// @param ignored how many things in it Vestnik has no use for
record Inspection(Format format, long rows, long ignored, Repeats repeats) {}
