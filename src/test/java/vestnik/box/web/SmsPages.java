package vestnik.box.web;

import java.util.Map;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import vestnik.box.sms.SmsStore;
import vestnik.box.sms.SmsStore.Sms;
import vestnik.template.SmsContent;

/// SMS as bubbles on a phone.
final class SmsPages {

    private final SmsStore messages;
    private final Page page;

    SmsPages(SmsStore messages, Page page) {
        this.messages = messages;
        this.page = page;
    }

    ServerResponse list(ServerRequest request) {
        String words = request.param("words").orElse("").strip();
        Paging paging = page.paging(request, messages.count(words));
        return page.render(request, "box/texts", Map.of("words", words, "paging", paging, "bubbles",
                messages.list(words, paging.size(), paging.offset()).stream().map(Bubble::of).toList()));
    }

    /// A message with what a page needs besides.
    ///
    /// @param html the text with its links clickable
    public record Bubble(Sms sms, String html, int parts) {

        static Bubble of(Sms sms) {
            return new Bubble(sms, Linked.html(sms.body()), SmsContent.of(sms.body()).parts());
        }
    }
}
