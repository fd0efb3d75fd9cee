package vestnik.receipt.bounce;

import java.util.Arrays;
import java.util.Locale;

/// What a feedback report is about (RFC 5965, 7.3; RFC 6591). Only the first two are words of the person.
public enum Feedback {
    ABUSE, OPT_OUT, AUTH_FAILURE, FRAUD, VIRUS, NOT_SPAM, OTHER;

    /// What stands in Feedback-Type.
    public String type() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the person wants no more such mail.
    public boolean complaint() {
        return this == ABUSE || this == OPT_OUT;
    }

    static Feedback of(String type) {
        return Arrays.stream(values()).filter(one -> one.type().equalsIgnoreCase(type.strip())).findFirst()
                .orElse(OTHER);
    }
}
