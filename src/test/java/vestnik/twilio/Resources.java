package vestnik.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Twilio's JSON.
final class Resources {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    private Resources() {}

    static Map<String, @Nullable Object> message(TwilioMessage message) {
        String uri = path(message.account()) + "/" + message.sid();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("body", message.shownBody());
        json.put("num_segments", "" + Segments.of(message.body()));
        json.put("direction", "outbound-api");
        json.put("from", message.from());
        json.put("date_updated", date(message.updated()));
        json.put("price", null);
        json.put("error_message", message.errorCode() == null ? null : "Unreachable destination handset");
        json.put("uri", uri + ".json");
        json.put("account_sid", message.account());
        json.put("num_media", "0");
        json.put("to", message.shownTo());
        json.put("date_created", date(message.created()));
        json.put("status", message.status());
        json.put("sid", message.sid());
        json.put("date_sent", date(message.sent()));
        json.put("messaging_service_sid", message.form().get("MessagingServiceSid"));
        json.put("error_code", message.errorCode());
        json.put("price_unit", "USD");
        json.put("api_version", "2010-04-01");
        json.put("subresource_uris", Map.of("media", uri + "/Media.json", "feedback", uri + "/Feedback.json"));
        return json;
    }

    static Map<String, @Nullable Object> page(String account, List<TwilioMessage> all, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("PageSize", "50"));
        int page = Integer.parseInt(query.getOrDefault("Page", "0"));
        int start = Math.min(all.size(), page * size);
        int end = Math.min(all.size(), start + size);
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("end", Math.max(0, end - 1));
        json.put("first_page_uri", pageUri(account, query, 0));
        json.put("next_page_uri", end < all.size() ? pageUri(account, query, page + 1) : null);
        json.put("page", page);
        json.put("page_size", size);
        json.put("previous_page_uri", page == 0 ? null : pageUri(account, query, page - 1));
        json.put("start", start);
        json.put("uri", pageUri(account, query, page));
        json.put("messages", all.subList(start, end).stream().map(Resources::message).toList());
        return json;
    }

    static Map<String, @Nullable Object> error(Refused refused) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("code", refused.code());
        json.put("message", refused.message());
        json.put("more_info", "https://www.twilio.com/docs/errors/" + refused.code());
        json.put("status", refused.status());
        return json;
    }

    static byte[] bytes(Map<String, @Nullable Object> json) {
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String pageUri(String account, Map<String, String> query, int page) {
        var changed = new LinkedHashMap<>(query);
        changed.put("Page", "" + page);
        return path(account) + ".json?" + Form.encode(changed);
    }

    private static String path(String account) {
        return "/2010-04-01/Accounts/" + account + "/Messages";
    }

    private static @Nullable String date(@Nullable Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }
}
