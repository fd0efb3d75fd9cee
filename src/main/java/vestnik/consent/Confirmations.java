package vestnik.consent;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.consent.Asked.NothingToConfirm;
import vestnik.consent.Asked.Sent;
import vestnik.consent.Asked.SentBefore;
import vestnik.consent.Asked.TooMany;
import vestnik.consent.Confirmed.AlreadyDone;
import vestnik.consent.Confirmed.Done;
import vestnik.consent.Confirmed.Expired;
import vestnik.consent.Confirmed.Unknown;
import vestnik.consent.Confirmed.WrongCode;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Makes sure that who asks for something reads the address it concerns: sends it a link and a code, and does what was
/// asked for when either comes back (double opt-in). Nothing is granted before.
///
/// However often it is asked, a person gets so few letters as batch-config/confirmations.yaml allows. How long an answer
/// takes may tell whether somebody is known; a page that must not tell answers before it asks.
@Service
public class Confirmations {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int CODES = 1_000_000;

    private static final String IS_HELD = """
            select exists (
              select from consent
              where patient_id = :patient and purpose = :purpose and channel = :channel and state = 'GRANTED'
                and representative_id is not distinct from cast(:representative as bigint)
                and wording is not distinct from cast(:wording as text))
            """;

    private final ConfirmationRows rows;
    private final Links links;
    private final ConsentLedger ledger;
    private final ConfirmationsSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Confirmations(ConfirmationRows rows, Links links, ConsentLedger ledger, ConfirmationsSettings settings,
            TransactionTemplate transaction, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.links = links;
        this.ledger = ledger;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Records the wish in the ledger, unless it is fulfilled already, and asks for a letter that lets it be confirmed.
    public Asked ask(OptIn wish) {
        return sending(() -> {
            rows.lock(wish.patientId());
            OptIn open = withoutHeld(wish);
            return open.purposes().isEmpty() ? new NothingToConfirm() : letter(ConfirmationKind.OPT_IN, open);
        });
    }

    /// Asks for a letter with a code that proves that a visitor reads the address of this patient, or of who acts for them.
    public Asked askAccess(long patientId, @Nullable Long representativeId, Channel channel,
            Map<String, String> evidence) {
        var visit = new OptIn(patientId, representativeId, Set.of(), channel, Source.PREFERENCE_PAGE, Map.of(),
                evidence);
        return sending(() -> {
            rows.lock(patientId);
            return letter(ConfirmationKind.ACCESS, visit);
        });
    }

    /// The opt-in that the link of a letter would confirm, if it still can be; changes nothing.
    public Optional<PendingConfirmation> open(String token) {
        Instant now = clock.instant();
        return links.openConfirmation(token)
                .flatMap(id -> rows.find(id, now))
                .filter(row -> row.kind() == ConfirmationKind.OPT_IN && !row.confirmed() && !row.isOver(now))
                .map(ConfirmationRow::pending);
    }

    /// Confirms an opt-in by the link of its letter.
    public Confirmed confirm(String token, Map<String, String> evidence) {
        return links.openConfirmation(token)
                .map(id -> locked(id, row -> row.kind() == ConfirmationKind.OPT_IN
                        ? confirm(row, evidence)
                        : new Unknown()))
                .orElseGet(Unknown::new);
    }

    /// Confirms by the code of a letter, written with or without spaces.
    public Confirmed confirmByCode(long confirmation, String code, Map<String, String> evidence) {
        return locked(confirmation, row -> {
            Instant now = clock.instant();
            if (row.confirmed()) {
                return new AlreadyDone();
            }
            if (row.isOver(now) || isCodeOver(row, now)) {
                return new Expired();
            }
            return row.isCode(code) ? confirm(row, evidence) : wrongCode(row);
        });
    }

    private Asked sending(Asking asking) {
        Asked asked = transaction.execute(status -> asking.ask());
        if (asked instanceof Sent(long confirmation)) {
            publish(new ConfirmationAsked(confirmation));
        }
        return asked;
    }

    // The wish stands whatever becomes of who listens: the schedule looks for letters that are due as well.
    private void publish(ConfirmationAsked asked) {
        try {
            events.publishEvent(asked);
        } catch (RuntimeException fault) {
            LOG.error("the letter of confirmation {} did not go yet", asked.confirmation(), fault);
        }
    }

    private OptIn withoutHeld(OptIn wish) {
        var open = new TreeSet<>(wish.purposes());
        open.removeIf(purpose -> isHeld(wish.patientId(), wish.representativeId(), wish.channel(), purpose,
                wish.wordings().get(purpose)));
        Map<Purpose, String> wordings = wish.wordings().entrySet().stream()
                .filter(wording -> open.contains(wording.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new OptIn(wish.patientId(), wish.representativeId(), open, wish.channel(), wish.source(), wordings,
                wish.evidence());
    }

    private Asked letter(ConfirmationKind kind, OptIn wish) {
        Instant now = clock.instant();
        return rows.latest(kind, wish, now)
                .filter(row -> !row.isOver(now) && row.asksTheSame(wish))
                .map(row -> letterAgain(row, now))
                .orElseGet(() -> firstLetter(kind, wish, now));
    }

    private Asked letterAgain(ConfirmationRow row, Instant now) {
        if (row.letters() >= settings.letters() || now.isBefore(row.letterAskedAt().plus(settings.apart()))) {
            return new SentBefore(row.id());
        }
        rows.askAgain(row.id(), now, expiry(row.kind(), row.channel(), now));
        return new Sent(row.id());
    }

    private Asked firstLetter(ConfirmationKind kind, OptIn wish, Instant now) {
        if (rows.countSince(kind, wish, now.minus(DAY)) >= settings.perDay()) {
            return new TooMany();
        }
        wish.purposes().forEach(purpose -> ledger.append(new LedgerEntry(wish.patientId(), purpose, wish.channel(),
                Act.REQUEST, now, wish.source(), wish.representativeId(), wish.actor(), wish.wordings().get(purpose),
                wish.evidence())));
        return new Sent(rows.add(kind, wish, newCode(), now, expiry(kind, wish.channel(), now)));
    }

    private Instant expiry(ConfirmationKind kind, Channel channel, Instant now) {
        return now.plus(switch (kind) {
            case OPT_IN -> settings.linkValid();
            case ACCESS -> settings.codeValid(channel);
        });
    }

    private String newCode() {
        return "%06d".formatted(random.nextInt(CODES));
    }

    private Confirmed locked(long id, Confirming confirming) {
        return transaction.execute(status -> rows.patientOf(id).<Confirmed>map(patient -> {
            rows.lock(patient);
            return rows.find(id, clock.instant()).map(confirming::confirm).orElseGet(Unknown::new);
        }).orElseGet(Unknown::new));
    }

    private Confirmed confirm(ConfirmationRow row, Map<String, String> evidence) {
        Instant now = clock.instant();
        if (row.confirmed()) {
            return new AlreadyDone();
        }
        if (row.isOver(now)) {
            return new Expired();
        }
        rows.confirm(row.id(), now);
        row.purposes().forEach(purpose -> grant(row, purpose, now, evidence));
        return new Done(row.kind(), row.patientId(), row.purposes().stream()
                .map(purpose -> new Subscription(purpose, row.channel())).collect(Collectors.toSet()));
    }

    private void grant(ConfirmationRow row, Purpose purpose, Instant now, Map<String, String> evidence) {
        String wording = row.wordings().get(purpose);
        if (!isHeld(row.patientId(), row.readerId(), row.channel(), purpose, wording)) {
            ledger.append(new LedgerEntry(row.patientId(), purpose, row.channel(), Act.GRANT, now, Source.CONFIRMATION,
                    row.readerId(), row.actor(), wording, row.proof(evidence)));
        }
    }

    private boolean isHeld(long patient, @Nullable Long representative, Channel channel, Purpose purpose,
            @Nullable String wording) {
        return jdbc.sql(IS_HELD)
                .param("patient", patient).param("representative", representative)
                .param("purpose", purpose.name()).param("channel", channel.name()).param("wording", wording)
                .query(Boolean.class).single();
    }

    private boolean isCodeOver(ConfirmationRow row, Instant now) {
        return !now.isBefore(row.letterAskedAt().plus(settings.codeValid(row.channel())));
    }

    private Confirmed wrongCode(ConfirmationRow row) {
        rows.countWrongCode(row.id());
        return new WrongCode(ConfirmationRow.WRONG_CODES - row.wrongCodes() - 1);
    }

    private interface Asking {
        Asked ask();
    }

    private interface Confirming {
        Confirmed confirm(ConfirmationRow row);
    }
}
