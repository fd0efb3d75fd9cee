package vestnik.receipt.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One block of `Name: value` lines; names in lower case, folded lines joined, the first of a name counts.
record Fields(Map<String, String> values) {

    private static final int LONGEST = 4_000;
    private static final Pattern FIELD = Pattern.compile("\\s?([A-Za-z][A-Za-z0-9-]{1,40})\\s*:(.*)");

    /// The blocks of a text, separated by blank lines; one that names a final recipient twice is two.
    static List<Fields> blocks(String text) {
        List<Fields> blocks = new ArrayList<>();
        Map<String, String> block = new HashMap<>();
        String last = "";
        for (String line : text.lines().toList()) {
            Matcher field = FIELD.matcher(line);
            if (line.isBlank()) {
                block = close(block, blocks);
            } else if (Character.isWhitespace(line.charAt(0)) && block.containsKey(last)) {
                block.merge(last, line.strip(), Fields::joined);
            } else if (field.matches()) {
                last = field.group(1).toLowerCase(Locale.ROOT);
                if (last.equals("final-recipient") && block.containsKey(last)) {
                    block = close(block, blocks);
                }
                block.putIfAbsent(last, field.group(2).strip());
            } else {
                last = "";
            }
        }
        close(block, blocks);
        return blocks;
    }

    /// Empty if there is no such field.
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// What follows the type in `rfc822; somebody` or `smtp; 550 No`.
    String typed(String name) {
        String value = get(name);
        int type = value.indexOf(';');
        return (type > 0 && value.substring(0, type).strip().matches("[A-Za-z0-9-]{1,30}")
                ? value.substring(type + 1)
                : value).strip();
    }

    private static String joined(String value, String more) {
        return value.length() < LONGEST ? value + " " + more : value;
    }

    private static Map<String, String> close(Map<String, String> block, List<Fields> blocks) {
        if (!block.isEmpty()) {
            blocks.add(new Fields(block));
        }
        return new HashMap<>();
    }
}
