package vestnik.box.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import vestnik.box.mail.MailContent;
import vestnik.box.mail.MailStore;
import vestnik.box.mail.MailStore.Mail;

/// The list of mails and one of them.
final class MailPages {

    // The mail's own markup runs no script, loads nothing and opens its links in a tab of their own.
    private static final String CONTENT_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; "
            + "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private final MailStore mails;
    private final Page page;

    MailPages(MailStore mails, Page page) {
        this.mails = mails;
        this.page = page;
    }

    ServerResponse list(ServerRequest request) {
        String words = request.param("words").orElse("").strip();
        String kind = request.param("kind").orElse("");
        Paging paging = page.paging(request, mails.count(kind, words));
        return page.render(request, "box/mails", Map.of("words", words, "kind", kind, "paging", paging,
                "mails", mails.list(kind, words, paging.size(), paging.offset())));
    }

    ServerResponse one(ServerRequest request) {
        long id = id(request);
        Optional<Mail> mail = mails.find(id);
        Optional<MailContent> content = mails.content(id);
        return mail.isPresent() && content.isPresent()
                ? page.render(request, "box/mail",
                        Map.of("mail", mail.get(), "content", content.get(), "text", Linked.html(content.get().text())))
                : ServerResponse.notFound().build();
    }

    ServerResponse body(ServerRequest request) {
        return mails.content(id(request))
                .map(content -> ServerResponse.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .header("Content-Security-Policy", CONTENT_POLICY)
                        .body(content.html().replaceFirst("<head>", "<head><base target=\"_blank\">")))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    private static long id(ServerRequest request) {
        return Long.parseLong(request.pathVariable("id"));
    }
}
