package vestnik.dispatch;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// How fast and how much may leave, all nodes together. What is not limited costs nothing.
@Component
public class Limits {

    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
    private static final int FARTHEST = 366;
    private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(1);

    private final LimitsSettings settings;
    private final DomainPauses pauses;
    private final ClinicSettings clinic;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final boolean areOff;
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();
    private final AtomicInteger senders = new AtomicInteger();
    private final Map<String, Instant> lines = new ConcurrentHashMap<>();

    Limits(LimitsSettings settings, DomainPauses pauses, ClinicSettings clinic, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.pauses = pauses;
        this.clinic = clinic;
        this.jdbc = jdbc;
        this.clock = clock;
        this.areOff = settings.areOff();
    }

    /// Asks whether a message may go now, and counts it if so.
    Permit take(Mailing mailing, Channel channel, String address) {
        String target = target(channel, address);
        return pauses.slows(target)
                ? pauses.untilOf(mailing, target).map(until -> paused(channel, until))
                        .orElseGet(() -> take(channel, mailing.purpose(), address))
                : take(channel, mailing.purpose(), address);
    }

    /// The SMS provider is ready again within moments; a domain is not.
    private Permit paused(Channel channel, Instant until) {
        return channel == Channel.EMAIL
                ? new Permit.Later(until, "DOMAIN_PAUSED")
                : new Permit.Wait(Duration.between(clock.instant(), until), false);
    }

    Permit take(Channel channel, Purpose purpose, String address) {
        String target = target(channel, address);
        if (areOff && !pauses.slows(target)) {
            return Permit.GO;
        }
        Permit permit = takeAll(all(channel, purpose));
        return permit instanceof Permit.Go ? takeOf(target, channel, purpose) : permit;
    }

    /// Stands in the line for a recipient domain that gets no more for the moment.
    ///
    /// @return when it is this message's turn
    Instant lineUp(String address) {
        String domain = domain(address);
        Rate rate = settings.ofDomain(domain);
        Instant now = clock.instant();
        if (rate.isOff()) {
            return now.plusMillis(RandomGenerator.getDefault().nextLong(RECOVERS_WITHIN.toMillis()));
        }
        return Objects.requireNonNull(lines.merge(domain, now.plus(rate.time(1)),
                (end, next) -> end.isBefore(now) ? next : end.plus(rate.time(1))));
    }

    /// A connection begins to send.
    void enter() {
        senders.incrementAndGet();
    }

    /// A connection has ended; the last one gives back to other nodes what this one took for the moment and did not use.
    void leave() {
        if (senders.decrementAndGet() == 0 && !limits.isEmpty()) {
            giveBack();
        }
    }

    void giveBack() {
        limits.values().forEach(Limit::giveBack);
        limits.clear();
    }

    /// How many messages may leave in a second at most; empty if that is not limited. Recipient domains are not looked at.
    public OptionalDouble perSecond(Channel channel, Purpose purpose) {
        return DoubleStream.of(settings.of(channel).inASecond(),
                channel == Channel.EMAIL ? ofSender(purpose).inASecond() : 0).filter(rate -> rate > 0).min();
    }

    /// How long so many messages take at least; zero if nothing limits them.
    public Duration atLeast(Channel channel, Purpose purpose, long messages) {
        double seconds = perSecond(channel, purpose).stream().map(rate -> messages / rate).findFirst().orElse(0);
        return longer(Duration.ofSeconds((long) Math.ceil(seconds)), untilDayFor(channel, purpose, messages));
    }

    private Duration untilDayFor(Channel channel, Purpose purpose, long messages) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, clinic.zone());
        long left = messages;
        for (int day = 0; day < FARTHEST; day++) {
            int most = mostOn(channel, purpose, today.plusDays(day));
            left -= most;
            if (most == 0 || left <= 0) {
                return day == 0
                        ? Duration.ZERO
                        : Duration.between(now, today.plusDays(day).atStartOfDay(clinic.zone()).toInstant());
            }
        }
        return Duration.ofDays(FARTHEST);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Permit takeAll(List<Limit> all) {
        for (int index = 0; index < all.size(); index++) {
            Permit permit = all.get(index).take();
            if (!(permit instanceof Permit.Go)) {
                all.subList(0, index).forEach(Limit::undo);
                return permit;
            }
        }
        return Permit.GO;
    }

    private Permit takeOf(String target, Channel channel, Purpose purpose) {
        Rate configured = channel == Channel.EMAIL ? settings.ofDomain(target) : Rate.OFF;
        Permit permit = pace("TO " + target, purpose, () -> pauses.recovering(target).orSlower(configured)).take();
        if (permit instanceof Permit.Go) {
            return permit;
        }
        all(channel, purpose).forEach(Limit::undo);
        return permit instanceof Permit.Wait(Duration duration, _)
                ? new Permit.Wait(duration, channel == Channel.EMAIL)
                : permit;
    }

    private List<Limit> all(Channel channel, Purpose purpose) {
        var all = new ArrayList<Limit>(4);
        all.add(quota(channel, Optional.empty()));
        if (purpose.needsConsent()) {
            all.add(quota(channel, Optional.of(purpose)));
        }
        all.add(pace(channel.name(), purpose, () -> settings.of(channel)));
        if (channel == Channel.EMAIL) {
            all.add(pace(purpose.needsConsent() ? "PROMOTIONAL" : "TRANSACTIONAL", purpose, () -> ofSender(purpose)));
        }
        return all;
    }

    private Limit pace(String name, Purpose purpose, Supplier<Rate> rate) {
        boolean urgent = !purpose.needsConsent();
        return limit(name + (urgent ? " urgent" : " marketing"), _ -> new Pace(name, rate, urgent, jdbc, clock));
    }

    private Limit quota(Channel channel, Optional<Purpose> marketing) {
        String name = channel + (marketing.isPresent() ? "_MARKETING_PER_DAY" : "_PER_DAY");
        return limit(name, _ -> new Quota(name,
                day -> marketing.map(purpose -> mostOn(channel, purpose, day)).orElseGet(() -> mostOn(channel, day)),
                clinic.zone(), jdbc, clock));
    }

    private Limit limit(String name, Function<String, Limit> made) {
        return limits.computeIfAbsent(name, made);
    }

    private int mostOn(Channel channel, Purpose purpose, LocalDate day) {
        int most = mostOn(channel, day);
        return purpose.needsConsent() && most > 0
                ? Math.max(1, (int) ((long) most * settings.marketingPercent() / 100))
                : most;
    }

    private int mostOn(Channel channel, LocalDate day) {
        int usual = settings.perDay(channel);
        int warming = channel == Channel.EMAIL ? settings.warmUp().on(day) : 0;
        return usual == 0 || warming == 0 ? Math.max(usual, warming) : Math.min(usual, warming);
    }

    private Rate ofSender(Purpose purpose) {
        return purpose.needsConsent() ? settings.promotional() : settings.transactional();
    }

    private static String target(Channel channel, String address) {
        return switch (channel) {
            case EMAIL -> domain(address);
            case SMS -> DomainPauses.SMS;
        };
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @PreDestroy
    void giveBackAtTheEnd() {
        try {
            giveBack();
        } catch (RuntimeException fault) {
            LOG.debug("what was left of the limits could not be given back", fault);
        }
    }
}
