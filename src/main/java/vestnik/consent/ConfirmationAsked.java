package vestnik.consent;

/// A letter of a confirmation is wanted. Published after that is committed, outside a transaction.
public record ConfirmationAsked(long confirmation) {}
