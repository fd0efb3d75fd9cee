package vestnik.dispatch;

import java.util.Locale;

/// The rate for one recipient domain: `mail.ru 20/s`.
record DomainRate(String domain, Rate rate) {

    /// Reads what stands in the settings.
    public static DomainRate valueOf(String text) {
        String[] parts = text.strip().split("\\s+", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("must be a domain and a rate: mail.ru 20/s");
        }
        return new DomainRate(parts[0].toLowerCase(Locale.ROOT), Rate.valueOf(parts[1]));
    }
}
