package vestnik.receipt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which message, as its reference says it: `mailing.ordinal`.
record MessageName(long mailing, int ordinal) {

    private static final Pattern REFERENCE = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");

    /// Empty if it is no such reference.
    static Optional<MessageName> parse(String reference) {
        Matcher parts = REFERENCE.matcher(reference);
        return parts.matches()
                ? Optional.of(new MessageName(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return mailing + "." + ordinal;
    }
}
