package vestnik.dispatch;

import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What is sent beside each other and never waits for each other: e-mail and SMS, and of both what cannot wait behind a
/// campaign.
enum Lane {

    URGENT_EMAIL, URGENT_SMS, BULK_EMAIL, BULK_SMS;

    static Lane of(Purpose purpose, Channel channel) {
        return switch (channel) {
            case EMAIL -> purpose.needsConsent() ? BULK_EMAIL : URGENT_EMAIL;
            case SMS -> purpose.needsConsent() ? BULK_SMS : URGENT_SMS;
        };
    }
}
