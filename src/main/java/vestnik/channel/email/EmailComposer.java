package vestnik.channel.email;

import java.net.URI;
import java.security.Provider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vestnik.template.MailText;
import vestnik.vocabulary.Purpose;

/// Builds an e-mail's bytes, once, without a MIME library's object tree; safe for many threads.
@Component
public final class EmailComposer {

    // "=_" occurs neither in base64 nor in quoted-printable, so no content can hold the boundary.
    private static final String BOUNDARY = "=_vestnik";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final SignedNames names;
    private final String bounceDomain;
    private final @Nullable String unsubscribeMailbox;
    private final String feedbackSenderId;
    private final Sender transactional;
    private final Sender promotional;

    @Autowired
    EmailComposer(EmailSettings settings) {
        this(settings, RsaSignatures.fastest());
    }

    EmailComposer(EmailSettings settings, Provider signatures) {
        names = new SignedNames(settings.bounceKey());
        bounceDomain = Mailbox.withAsciiDomain("b@" + settings.bounceDomain()).substring(2);
        unsubscribeMailbox = settings.unsubscribeMailbox() == null
                ? null
                : Mailbox.withAsciiDomain(settings.unsubscribeMailbox());
        feedbackSenderId = settings.feedbackSenderId();
        var signers = new DkimSigners(settings.dkim(), signatures);
        transactional = Sender.of(settings.transactional(), settings, BOUNDARY, signers);
        promotional = Sender.of(settings.promotional(), settings, BOUNDARY, signers);
        signers.mustServe(transactional.domain(), promotional.domain());
    }

    /// The finished e-mail; the same bytes for the same draft. An address that no mail can go to is composed too: the
    /// relay's answer to it is then a refusal, as for any other bad address.
    public Email compose(EmailDraft draft) {
        String name = names.of(draft.reference());
        String to = Mailbox.withAsciiDomain(draft.to());
        var mail = new MimeBytes(
                1024 + (draft.content().html().utf8().length + draft.content().text().utf8().length) * 3 / 2);
        Sender sender = sender(draft.purpose());
        header(mail, draft, name, to, sender);
        part(mail, "text/plain", draft.content().text());
        part(mail, "text/html", draft.content().html());
        mail.text("--" + BOUNDARY + "--\r\n");
        return new Email("b+" + name + "@" + bounceDomain, to,
                sender.signed(mail.toBytes(), draft.date()));
    }

    private void header(MimeBytes mail, EmailDraft draft, String name, String to, Sender sender) {
        mail.raw(sender.header())
                .header("To", to)
                .text("Subject: " + EncodedWords.of(draft.content().subject(), "Subject: ".length()) + "\r\n")
                .header("Date", date(draft.date()))
                .header("Message-ID", "<" + name + "@" + sender.domain() + ">")
                .header("Content-Language", draft.locale().toLanguageTag())
                .header("Feedback-ID", feedbackId(draft));
        unsubscribe(mail, draft.unsubscribe(), name);
        if (!draft.purpose().needsConsent()) {
            mail.header("Auto-Submitted", "auto-generated");
        }
        mail.text("\r\n");
    }

    private Sender sender(Purpose purpose) {
        return switch (MailKind.of(purpose)) {
            case TRANSACTIONAL -> transactional;
            case PROMOTIONAL -> promotional;
        };
    }

    private static String date(Instant date) {
        return DATE.format(date);
    }

    /// campaign:purpose:kind:senderId, as Gmail's feedback loop reads it.
    private String feedbackId(EmailDraft draft) {
        return draft.mailingId()
                + ":" + draft.purpose().name().toLowerCase(Locale.ROOT)
                + ":" + MailKind.of(draft.purpose()).label()
                + ":" + feedbackSenderId;
    }

    /// RFC 8058: the one-click address first, then perhaps a mailbox (RFC 2369, 3.2).
    private void unsubscribe(MimeBytes mail, @Nullable URI oneClick, String name) {
        if (oneClick == null) {
            return;
        }
        String byMail = unsubscribeMailbox == null
                ? ""
                : ",\r\n <mailto:" + unsubscribeMailbox + "?subject=" + name + ">";
        mail.text("List-Unsubscribe: <" + oneClick.toASCIIString() + ">" + byMail + "\r\n")
                .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private static void part(MimeBytes mail, String type, MailText text) {
        byte[] utf8 = text.utf8();
        TransferEncoding encoding = TransferEncoding.shorterFor(utf8);
        mail.text("--" + BOUNDARY + "\r\nContent-Type: " + type + "; charset=UTF-8\r\nContent-Transfer-Encoding: "
                + encoding.label() + "\r\n\r\n").raw(encoding.encode(utf8)).text("\r\n");
    }
}
