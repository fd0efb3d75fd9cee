package vestnik.channel.email;

import vestnik.vocabulary.Purpose;

/// What mailbox providers keep apart: mail that a person's own appointment brings, and mail that promotes.
enum MailKind {
    TRANSACTIONAL, PROMOTIONAL;

    static MailKind of(Purpose purpose) {
        return switch (purpose) {
            case APPOINTMENT, NOTICE -> TRANSACTIONAL;
            case PROMOTION, PARTNER, REVIEW -> PROMOTIONAL;
        };
    }

    String label() {
        return this == TRANSACTIONAL ? "transactional" : "promotional";
    }
}
