package vestnik.receipt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.channel.email.OurMail;
import vestnik.consent.Barrier;
import vestnik.receipt.bounce.BounceReader;
import vestnik.receipt.bounce.ReturnedMail;

/// Takes a mail that came back, once, however often it is handed in: finds the message of ours that it proves to be about,
/// and does what follows. A mail that proves nothing changes nothing, whatever addresses it names.
@Service
public class ReturnedMails {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnedMails.class);

    private final OurMail ours;
    private final ReturnedMailLog log;
    private final BounceEffects effects;
    private final TransactionTemplate transaction;
    private final Barrier barrier;

    ReturnedMails(OurMail ours, ReturnedMailLog log, BounceEffects effects, TransactionTemplate transaction,
            Barrier barrier) {
        this.ours = ours;
        this.log = log;
        this.effects = effects;
        this.transaction = transaction;
        this.barrier = barrier;
    }

    /// Takes one mail as it came, header and all. What it does, it does wholly or, if this throws, not at all.
    public Taken take(byte[] bytes) {
        ReturnedMail mail = BounceReader.read(bytes);
        String fingerprint = Fingerprint.of(mail, bytes);
        Optional<MessageName> unwanted = ours.byUnsubscribeSubject(mail.subject()).flatMap(MessageName::parse);
        Optional<MessageName> message = unwanted.or(() -> message(mail));
        Taken kind = kind(mail, message, unwanted.isPresent());
        Set<Long> silenced = new HashSet<>();
        Taken taken = transaction.execute(status -> {
            if (!log.append(fingerprint, kind, message)) {
                return Taken.KNOWN;
            }
            message.filter(_ -> kind == Taken.UNDERSTOOD).ifPresent(name -> silenced.addAll(unwanted.isPresent()
                    ? effects.unsubscribe(name, fingerprint)
                    : effects.apply(name, mail.sayings(), fingerprint)));
            return kind;
        });
        if (!silenced.isEmpty()) {
            barrier.pass(silenced);
        }
        LOG.info("returned mail {}: {}{}", fingerprint.substring(0, 12), taken,
                message.map(name -> ", message " + name).orElse(""));
        return taken;
    }

    private static Taken kind(ReturnedMail mail, Optional<MessageName> message, boolean unwanted) {
        if (mail.sayings().isEmpty() && !unwanted) {
            return Taken.NOTHING;
        }
        return message.isPresent() ? Taken.UNDERSTOOD : Taken.NOT_OURS;
    }

    /// The envelope sender it came back to, then what it returns of our mail.
    private Optional<MessageName> message(ReturnedMail mail) {
        List<String> references = new ArrayList<>();
        mail.addressedTo().forEach(address -> ours.byEnvelopeSender(address).ifPresent(references::add));
        mail.originalIds().forEach(id -> ours.byMessageId(id).ifPresent(references::add));
        return references.stream().flatMap(reference -> MessageName.parse(reference).stream()).findFirst();
    }

    /// What a mail turned out to be.
    ///
    /// - `UNDERSTOOD`: about a message of ours, and what it says was done
    /// - `NOT_OURS`: a bounce or complaint that does not prove which message of ours it is about
    /// - `NOTHING`: neither
    /// - `KNOWN`: it was taken before
    public enum Taken {
        UNDERSTOOD, NOT_OURS, NOTHING, KNOWN
    }
}
