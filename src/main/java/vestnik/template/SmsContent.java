package vestnik.template;

/// What an SMS says and what it costs.
///
/// @param parts how many SMS the network makes of it
public record SmsContent(String body, int parts, SmsEncoding encoding) {

    /// Longest text that a provider takes, in UTF-16 units.
    public static final int LONGEST = 1600;

    /// Counts the parts of a text.
    public static SmsContent of(String body) {
        return SmsParts.count(body);
    }
}
