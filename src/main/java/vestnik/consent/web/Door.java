package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vestnik.consent.LinkTarget;
import vestnik.consent.LinkedConsents;
import vestnik.consent.Links;
import vestnik.consent.Visitor;

/// Lets in who has a link of ours. Mailbox providers unsubscribe many people from one address, so an address is slowed
/// down only by tokens that are not ours.
@Component
public final class Door {

    private static final int BAD_TOKENS_PER_ADDRESS = 30;
    private static final int USES_PER_LINK = 60;

    private final Links links;
    private final LinkedConsents consents;
    private final Allowance badTokens;
    private final Allowance uses;

    Door(Links links, LinkedConsents consents, Clock clock) {
        this.links = links;
        this.consents = consents;
        this.badTokens = new Allowance(BAD_TOKENS_PER_ADDRESS, clock);
        this.uses = new Allowance(USES_PER_LINK, clock);
    }

    /// Who comes with a token.
    public Knock knock(String token, HttpServletRequest request) {
        Optional<LinkTarget> link = links.open(token);
        if (link.isPresent() && !uses.take(token)) {
            return new Knock.TooOften();
        }
        return link.flatMap(consents::visitor).<Knock>map(Knock.Welcome::new).orElseGet(() -> stranger(request));
    }

    Knock stranger(HttpServletRequest request) {
        return badTokens.take(Network.of(request)) ? new Knock.Stranger() : new Knock.TooOften();
    }

    /// Who knocked.
    public sealed interface Knock {

        /// Somebody with a link of ours.
        record Welcome(Visitor visitor) implements Knock {}

        /// Somebody without one.
        record Stranger() implements Knock {}

        /// Somebody who must wait.
        record TooOften() implements Knock {}
    }
}
