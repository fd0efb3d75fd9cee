package vestnik.channel.email;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Recognises our messages in what comes back by the names that only we can sign; what anybody else made up says nothing.
@Component
public final class OurMail {

    private static final String BOUNCE = "b+";

    private final SignedNames names;

    OurMail(EmailSettings settings) {
        names = new SignedNames(settings.bounceKey());
    }

    /// The reference of the message to whose envelope sender a mail came (VERP).
    public Optional<String> byEnvelopeSender(String address) {
        String local = localPart(address);
        return local.regionMatches(true, 0, BOUNCE, 0, BOUNCE.length())
                ? names.reference(local.substring(BOUNCE.length()))
                : Optional.empty();
    }

    /// The reference of the message that has this Message-ID, given without brackets.
    public Optional<String> byMessageId(String id) {
        return names.reference(localPart(id));
    }

    /// The reference in the subject of a mail that asks to unsubscribe, as our List-Unsubscribe asks for it.
    public Optional<String> byUnsubscribeSubject(String subject) {
        return names.reference(subject.strip());
    }

    /// Whether two addresses are the same: capitals do not matter, nor how a domain beyond ASCII is written.
    public static boolean same(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(String address) {
        return Mailbox.withAsciiDomain(address.strip()).toLowerCase(Locale.ROOT);
    }

    private static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
