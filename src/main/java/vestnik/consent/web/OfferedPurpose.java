package vestnik.consent.web;

import vestnik.vocabulary.Purpose;

/// A purpose that may be agreed to, with the text beside it.
public record OfferedPurpose(Purpose purpose, String version, String text, boolean ticked) {}
