package vestnik.receipt.bounce;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Amazon SES, as a relay, tells in JSON what became of mail, by itself or in a notification of Amazon SNS.
final class SesNotice {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private SesNotice() {}

    /// Empty if the text is no such notice.
    static List<Saying> sayings(String text) {
        if (!text.contains("notificationType")) {
            return List.of();
        }
        try {
            JsonNode outer = JSON.readTree(text.strip());
            return ofNotice(outer.path("Message").isString() ? JSON.readTree(outer.path("Message").asString()) : outer);
        } catch (JacksonException noJson) {
            return List.of();
        }
    }

    private static List<Saying> ofNotice(JsonNode notice) {
        return switch (notice.path("notificationType").asString("").toLowerCase(Locale.ROOT)) {
            case "bounce" -> each(notice.path("bounce").path("bouncedRecipients")).map(SesNotice::failed).toList();
            case "complaint" -> {
                var feedback = Feedback.of(notice.path("complaint").path("complaintFeedbackType").asString("abuse"));
                yield each(notice.path("complaint").path("complainedRecipients"))
                        .<Saying>map(one -> new Saying.Reported(address(one.path("emailAddress")), feedback)).toList();
            }
            case "delivery" -> each(notice.path("delivery").path("recipients"))
                    .<Saying>map(one -> new Saying.Delivered(address(one), "")).toList();
            default -> List.of();
        };
    }

    private static Saying failed(JsonNode recipient) {
        String words = recipient.path("diagnosticCode").asString("");
        String status = Words.status(recipient.path("status").asString(""), words);
        return new Saying.Failed(address(recipient.path("emailAddress")), status, Words.reason(status, words, null));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return array.valueStream().limit(50);
    }

    private static String address(JsonNode node) {
        return Addresses.normal(node.asString(""));
    }
}
