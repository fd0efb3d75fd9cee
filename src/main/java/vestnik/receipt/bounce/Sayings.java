package vestnik.receipt.bounce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vestnik.channel.email.RefusalReason;
import vestnik.receipt.bounce.BounceReader.Headers;

/// What a mail says of each recipient: a complaint, or the blocks of a delivery report, or a server's plain words.
record Sayings(Headers headers, Parts parts, List<Letter> letters, List<String> originals) {

    private static final int MOST = 500;
    private static final Pattern MACHINE = Pattern
            .compile(
                    "(?i)mailer-?daemon|post_?master|mail delivery|mail ?administrator|mail system"
                            + "|delivery (?:sub)?system|bounce|daemon|abuse");
    private static final Pattern ABOUT_DELIVERY = Pattern
            .compile(
                    "(?i)undeliver|un-?able to deliver|returned mail|return(?:ed)? to sender|deliver(?:y"
                            + "|ed)[\\w ]{0,15}(?:status|fail|notif|problem|error|delay)"
                            + "|fail(?:ure|ed)[\\w ]{0,15}(?:notice|deliver)|mail (?:system )?error|error sending"
                            + "|could not be (?:sent|delivered)|message delayed|loop alert|mail loop"
                            + "|не ?достав|невозможно достав|не удалось достав|возврат|ошибка (?:доставки|при доставке"
                            + "|отправки)|уведомление о (?:состоянии )?доставк");
    private static final Pattern FAILURE = Pattern
            .compile(
                    "(?i)\\b(?:could|can|was|were|did|does|may|has)(?: ?not|n't)\\b|unable|fail|undeliver"
                            + "|reject|error|trouble|problem|refused|unknown|delayed|duplicated"
                            + "|не (?:может|удалось|была?о?|доставлен|найден|существует)|ошибк|отклонен|недостав");
    private static final Pattern UNTRIED = Pattern
            .compile("(?i)warning message only|has been delayed|do not need to resend|will be retried"
                    + "|попытки доставки (?:будут )?продолж|доставка (?:сообщения )?(?:отложена|задерж)");

    List<Saying> all() {
        if (!parts.feedbacks().isEmpty()) {
            return List.of(reported());
        }
        List<Saying> notified = parts.texts().stream().flatMap(text -> SesNotice.sayings(text).stream()).toList();
        if (!notified.isEmpty()) {
            return notified;
        }
        if (isUnsubscribeRequest()) {
            return List.of(new Saying.Asked(Addresses.first(headers.first("From")).orElse(null)));
        }
        List<Fields> blocks = blocks();
        if (!blocks.isEmpty()) {
            return ofBlocks(blocks);
        }
        return isBounce() ? ofWords() : List.of();
    }

    private Saying reported() {
        var fields = Fields.blocks(String.join("\n\n", parts.feedbacks()));
        String type = fields.stream().filter(block -> block.has("feedback-type"))
                .map(block -> block.get("feedback-type"))
                .findFirst().orElse("");
        String recipient = fields.stream()
                .flatMap(block -> Stream.of(block.typed("original-rcpt-to"), block.typed("removal-recipient")))
                .flatMap(value -> Addresses.first(value).stream()).findFirst()
                .orElseGet(() -> originalTo().orElse(null));
        return new Saying.Reported(recipient, Feedback.of(type));
    }

    /// Mail programs that know no one-click unsubscribe write to the mailbox named in List-Unsubscribe.
    private boolean isUnsubscribeRequest() {
        return headers.first("X-Apple-Unsubscribe").equalsIgnoreCase("true")
                || headers.subject().strip().toLowerCase(Locale.ROOT)
                        .matches("unsubscribe|отписка|отписаться|отпишите меня");
    }

    private List<Fields> blocks() {
        return Stream.concat(parts.statuses().stream(), parts.texts().stream()).map(Fields::blocks)
                .map(found -> found.stream().filter(Sayings::aboutRecipient).toList())
                .filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
    }

    private static boolean aboutRecipient(Fields block) {
        return (block.has("final-recipient") || block.has("original-recipient"))
                && (block.has("action") || block.has("status") || block.has("diagnostic-code"));
    }

    private List<Saying> ofBlocks(List<Fields> blocks) {
        Map<String, String> said = said();
        Map<String, Saying> found = new LinkedHashMap<>();
        for (Fields block : blocks) {
            String recipient = recipient(block);
            String words = blocks.size() == 1 ? allWords() : said.getOrDefault(recipient, "");
            if (found.size() < MOST) {
                found.putIfAbsent(recipient, ofBlock(block, recipient, words));
            }
        }
        return List.copyOf(found.values());
    }

    private static String recipient(Fields block) {
        return Stream.of("original-recipient", "final-recipient", "x-actual-recipient").map(block::typed)
                .flatMap(value -> Addresses.first(value).stream()).findFirst()
                .orElseGet(() -> block.typed("final-recipient").toLowerCase(Locale.ROOT));
    }

    private static Saying ofBlock(Fields block, String recipient, String words) {
        String diagnostic = block.typed("diagnostic-code");
        String status = Words.status(block.get("status"), diagnostic);
        String action = block.get("action").toLowerCase(Locale.ROOT);
        if (action.startsWith("deliver")) {
            return new Saying.Delivered(recipient, status);
        }
        if (action.startsWith("relay") || action.startsWith("expand")) {
            return new Saying.PassedOn(recipient, status);
        }
        RefusalReason reason = reason(block, status, diagnostic, words);
        return action.startsWith("delay")
                ? new Saying.Delayed(recipient, status, reason)
                : new Saying.Failed(recipient, status, reason);
    }

    /// The server's own words first; what the report adds for people only where those say little.
    private static RefusalReason reason(Fields block, String status, String diagnostic, String words) {
        var phase = Words.phase(words);
        RefusalReason reason = Words.reason(status, diagnostic + " " + comment(block), phase);
        if (!Words.vague(reason)) {
            return reason;
        }
        RefusalReason more = Words.reason(Words.status(status, words), words, phase);
        return Words.vague(more) ? reason : more;
    }

    /// `5.2.2 (Over quota)`.
    private static String comment(Fields block) {
        int open = block.get("status").indexOf('(');
        return open < 0 ? "" : block.get("status").substring(open);
    }

    private boolean isBounce() {
        boolean toldByMachine = MACHINE.matcher(headers.first("From")).find()
                || ABOUT_DELIVERY.matcher(headers.subject()).find()
                || !headers.first("X-Failed-Recipients").isEmpty();
        return toldByMachine && FAILURE.matcher(headers.subject() + "\n" + allWords()).find();
    }

    private List<Saying> ofWords() {
        Map<String, String> said = said();
        if (said.isEmpty()) {
            List<String> named = Addresses.all(headers.first("X-Failed-Recipients"));
            if (named.isEmpty()) {
                return List.of(ofWords(originalTo().orElse(null), allWords()));
            }
            return named.stream().map(recipient -> ofWords(recipient, allWords())).toList();
        }
        List<Saying> all = new ArrayList<>();
        said.forEach((recipient, words) -> all.add(ofWords(recipient, said.size() == 1 ? allWords() : words)));
        return all;
    }

    private static Saying ofWords(@Nullable String recipient, String words) {
        String status = Words.status("", words);
        RefusalReason reason = Words.reason(status, words, Words.phase(words));
        return UNTRIED.matcher(words).find()
                ? new Saying.Delayed(recipient, status, reason)
                : new Saying.Failed(recipient, status, reason);
    }

    private Map<String, String> said() {
        Set<String> own = new HashSet<>();
        Stream.of("To", "From", "Delivered-To", "Reply-To").map(headers::first)
                .forEach(value -> own.addAll(Addresses.all(value)));
        Map<String, String> said = new LinkedHashMap<>();
        letters.forEach(letter -> letter.byRecipient(own).forEach((recipient, words) -> {
            if (said.size() < MOST) {
                said.putIfAbsent(recipient, words);
            }
        }));
        return said;
    }

    private String allWords() {
        return letters.stream().map(Letter::words).collect(Collectors.joining("\n"));
    }

    private Optional<String> originalTo() {
        return originals.stream().flatMap(original -> Fields.blocks(original).stream().limit(1))
                .flatMap(block -> Addresses.first(block.get("to")).stream()).findFirst();
    }
}
