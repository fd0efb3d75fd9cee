package vestnik.vocabulary;

/// Why we write. Own offers and partners' offers are different consents (privacy policy, section 4).
public enum Purpose {
    APPOINTMENT, PROMOTION, PARTNER, REVIEW, NOTICE;

    /// Whether a person must have agreed before we write for this purpose (38-FZ 18).
    public boolean needsConsent() {
        return this != APPOINTMENT && this != NOTICE;
    }
}
