package vestnik.receipt.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server writes to people about our mail: up to where it returns it, divided by recipients.
///
/// @param words what it says itself
/// @param returned what it returns below; empty if it returns nothing
record Letter(String words, String returned) {

    private static final int LONGEST = 64 * 1024;
    private static final Pattern RETURNED = Pattern
            .compile("(?im)^[ \\t>|*=_-]{0,80}(?:(?:received|return-path|dkim-signature|arc-seal)\\s*:"
                    + "|.{0,20}\\b(?:is a copy of (?:the|your)|below this line|original (?:message"
                    + "|mail)\\b(?! (?:is|was)\\b)"
                    + "|unsent message|message headers follow|header of the original|returned message -)"
                    + "|.{0,20}(?:исходное (?:сообщение|письмо)|копия (?:вашего )?(?:сообщения|письма)"
                    + "|заголовки? (?:исходного|вашего)))");
    private static final Pattern FIELD = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9-]*:|[ \\t])");
    private static final Pattern HEADER = Pattern.compile(
            "(?i)^\\s*(?:to|from|cc|subject|sent|date|mail from|reply-to|sender|кому|от|тема|отправлено)\\s*:.*");
    private static final Pattern RECIPIENT = Pattern.compile("^[\\s>*•\"'-]*(?:[45]\\d\\d[ -])?(?:5\\.\\d\\.\\d\\s+)?"
            + "(?:(?:recipient(?: address)?|rcpt to|получатель|адрес)\\s*:\\s*)?[<\"'(]?(" + Addresses.ADDRESS
            + ")(?=[\\s>:\"',;)\\].]|$)", Pattern.CASE_INSENSITIVE);

    // Old sendmail tells of a host in a line of its own before it tells of the recipient there.
    private static final Pattern OF_OTHERS = Pattern.compile("^\\d{3} \\S+ \\(smtp\\)\\.\\.\\.");

    static Letter of(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        if (isHeader(bounded)) {
            return new Letter("", bounded);
        }
        Matcher cut = RETURNED.matcher(bounded);
        return cut.find()
                ? new Letter(bounded.substring(0, cut.start()), bounded.substring(cut.start()))
                : new Letter(bounded, "");
    }

    /// Some attach our mail's header as a plain text.
    private static boolean isHeader(String text) {
        List<String> block = text.stripLeading().lines().takeWhile(line -> !line.isBlank()).toList();
        return block.stream().allMatch(line -> FIELD.matcher(line).find())
                && block.stream().anyMatch(line -> line.regionMatches(true, 0, "Received:", 0, 9));
    }

    /// Each recipient with what is said from there on; those who stand at the start of a line, else the first address.
    ///
    /// @param own addresses that are the sender's or the server's
    Map<String, String> byRecipient(Set<String> own) {
        Map<String, StringBuilder> paragraphs = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : words.lines().toList()) {
            Matcher at = RECIPIENT.matcher(line);
            if (at.find() && !HEADER.matcher(line).matches() && !own.contains(Addresses.normal(at.group(1)))) {
                current = paragraphs.computeIfAbsent(Addresses.normal(at.group(1)), _ -> new StringBuilder());
            } else if (OF_OTHERS.matcher(line).find()) {
                current = new StringBuilder();
            }
            current.append(line).append('\n');
        }
        if (paragraphs.isEmpty()) {
            first(own).forEach(found -> paragraphs.put(found, new StringBuilder(words)));
        }
        Map<String, String> said = new LinkedHashMap<>();
        paragraphs.forEach((recipient, paragraph) -> said.put(recipient, paragraph.toString()));
        return said;
    }

    private List<String> first(Set<String> own) {
        List<String> found = new ArrayList<>();
        for (String line : words.lines().toList()) {
            if (found.isEmpty() && !HEADER.matcher(line).matches()) {
                Addresses.all(line).stream().filter(one -> !own.contains(one)).findFirst().ifPresent(found::add);
            }
        }
        return found;
    }
}
