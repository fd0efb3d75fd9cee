package vestnik.receipt;

import java.util.Optional;
import org.springframework.stereotype.Service;
import vestnik.consent.PhoneOptOuts;
import vestnik.consent.PhoneReply;
import vestnik.vocabulary.Channel;

/// Takes the SMS that people send us: does what they ask for in one word, and notes at our latest SMS to them that it was
/// replied to.
@Service
public class Replies {

    private final PhoneOptOuts optOuts;
    private final Receipts receipts;

    Replies(PhoneOptOuts optOuts, Receipts receipts) {
        this.optOuts = optOuts;
        this.receipts = receipts;
    }

    /// Does what a reply asks for; a repetition of the same reply does nothing more.
    ///
    /// @param keyword what it asks for; empty if it is anything else
    public Reply take(String phone, String sid, Optional<Keyword> keyword) {
        Reply reply = keyword.map(word -> obey(word, new PhoneReply(phone, sid, word.name()))).orElse(Reply.NOTED);
        optOuts.answered(phone).ifPresent(sms -> receipts.append(Channel.SMS,
                new Receipt(sms.mailingId(), sms.ordinal(), ReceiptKind.REPLIED, sid, null, null,
                        ReceiptSource.CALLBACK)));
        return reply;
    }

    private Reply obey(Keyword keyword, PhoneReply reply) {
        return switch (keyword) {
            case STOP -> switch (optOuts.stop(reply)) {
                case COMPLETE -> Reply.STOPPED;
                case MAY_STILL_ARRIVE -> Reply.STOPPING;
            };
            case START -> optOuts.start(reply) ? Reply.STARTED : Reply.NOTED;
            case HELP -> Reply.HELP;
        };
    }
}
