package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.Preferring.Kept;
import vestnik.consent.Preferring.Nobody;
import vestnik.consent.Preferring.NoSuchPause;
import vestnik.vocabulary.Channel;

/// How people want to be written to. The gate heeds pauses and rests, the plan the channel, the letters the language.
@Service
public class Preferences {

    private static final int LONGEST_PAUSE_YEARS = 1;

    private static final String READ = """
            select rest_days, preference.channel, preference.locale,
              case when paused_until > (cast(:now as timestamptz) at time zone coalesce(patient.zone, :clinicZone))::date
                then paused_until end as paused_until
            from preference join patient on patient.id = preference.patient_id
            where patient_id = :patient
            """;

    private static final String LOCK = """
            select (cast(:now as timestamptz) at time zone coalesce(zone, :clinicZone))::date
            from patient where id = :patient and erased_at is null
            for no key update
            """;

    private static final String WRITE = """
            insert into preference (patient_id, paused_until, rest_days, channel, locale, changed_at, changed_by)
            values (:patient, :pausedUntil, :restDays, :channel, :locale, :now, :by)
            on conflict (patient_id) do update
              set paused_until = excluded.paused_until, rest_days = excluded.rest_days, channel = excluded.channel,
                locale = excluded.locale, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Barrier barrier;
    private final ClinicSettings clinic;
    private final Clock clock;

    Preferences(JdbcClient jdbc, TransactionTemplate transaction, Barrier barrier, ClinicSettings clinic, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.barrier = barrier;
        this.clinic = clinic;
        this.clock = clock;
    }

    /// What holds for a patient now; a pause that is over is none.
    public Preference of(long patient) {
        return jdbc.sql(READ)
                .param("patient", patient)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("clinicZone", clinic.zone().getId())
                .query(Preferences::preference)
                .optional()
                .orElse(Preference.NONE);
    }

    /// Replaces what holds for a patient, as `by` (patient, representative or a user's name) wishes.
    public Preferring change(long patient, Preference wish, String by) {
        Preferring change = transaction.execute(status -> lock(patient)
                .map(today -> change(patient, wish, by, today))
                .orElseGet(Nobody::new));
        return change instanceof Kept && wish.pausedUntil() != null ? new Kept(barrier.pass(Set.of(patient))) : change;
    }

    private Preferring change(long patient, Preference wish, String by, LocalDate today) {
        LocalDate latest = today.plusYears(LONGEST_PAUSE_YEARS);
        if (wish.pausedUntil() != null && (!wish.pausedUntil().isAfter(today) || wish.pausedUntil().isAfter(latest))) {
            return new NoSuchPause(today.plusDays(1), latest);
        }
        if (!wish.equals(of(patient))) {
            write(patient, wish, by);
        }
        return new Kept(Reach.COMPLETE);
    }

    private Optional<LocalDate> lock(long patient) {
        return jdbc.sql(LOCK)
                .param("patient", patient)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("clinicZone", clinic.zone().getId())
                .query(LocalDate.class)
                .optional();
    }

    private void write(long patient, Preference wish, String by) {
        jdbc.sql(WRITE)
                .param("patient", patient)
                .param("pausedUntil", wish.pausedUntil())
                .param("restDays", wish.rest() == null ? null : wish.rest().days())
                .param("channel", wish.channel() == null ? null : wish.channel().name())
                .param("locale", wish.locale() == null ? null : wish.locale().getLanguage())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static Preference preference(ResultSet row, int number) throws SQLException {
        return new Preference(row.getObject("paused_until", LocalDate.class),
                Rest.ofDays(row.getInt("rest_days")).orElse(null), channel(row.getString("channel")),
                locale(row.getString("locale")));
    }

    private static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }

    private static @Nullable Locale locale(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag);
    }
}
