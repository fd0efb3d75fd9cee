package vestnik.mailing;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import vestnik.mailing.RemindersSettings.Offset;
import vestnik.mailing.RemindersSettings.Use;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Considers for a reminder every booked appointment that an offset has reached and that has not come too near. What was
/// booked after an offset had passed is left to the later ones.
@Component
class AppointmentsDue {

    private static final String CONSIDER = """
            reminder_offset (code, due_before, until_before, channel, preference, first_only) as (
              select * from unnest(
                cast(:codes as text[]), cast(:befores as bigint[]), cast(:untils as bigint[]),
                cast(:channels as text[]), cast(:preferences as int[]), cast(:firsts as boolean[]))
            ),
            considered as (
              select
                reminder_offset.code as label,
                concat_ws(':', 'r', appointment.id, appointment.version, reminder_offset.code) as occasion,
                (appointment.starts_at at time zone 'UTC')::date as occasion_on,
                appointment.patient_id,
                reminder_offset.channel,
                appointment.id as appointment_id,
                appointment.version as appointment_version,
                appointment.starts_at as urgency,
                case when reminder_offset.first_only then appointment.id || ':' || reminder_offset.code end as choice,
                reminder_offset.preference,
                'OTHER_CHANNEL' as otherwise
              from reminder_offset
              join appointment
                on appointment.starts_at > cast(:at as timestamptz) + make_interval(secs => until_before)
                and appointment.starts_at <= cast(:at as timestamptz) + make_interval(secs => due_before)
              where appointment.status = 'BOOKED'
                and appointment.starts_at > cast(:now as timestamptz)
                and (appointment.booked_at is null
                  or appointment.booked_at <= appointment.starts_at - make_interval(secs => due_before))
            )""";

    private final RemindersSettings settings;
    private final Clock clock;

    AppointmentsDue(RemindersSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Considered at(Instant moment) {
        List<Row> rows = settings.offsets().entrySet().stream()
                .filter(offset -> offset.getValue().enabled())
                .flatMap(offset -> rows(offset.getKey(), offset.getValue()))
                .toList();
        return new Considered(Purpose.APPOINTMENT, CONSIDER, new MapSqlParameterSource()
                .addValue("at", moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("codes", column(rows, row -> row.name))
                .addValue("befores", column(rows, row -> row.offset.before().toSeconds()))
                .addValue("untils", column(rows, row -> row.offset.until().toSeconds()))
                .addValue("channels", column(rows, row -> row.channel.name()))
                .addValue("preferences", column(rows, row -> row.preference))
                .addValue("firsts", column(rows, row -> row.offset.use() == Use.FIRST)), true, true,
                Considered.SOONEST_FIRST, null);
    }

    private static Stream<Row> rows(String name, Offset offset) {
        return offset.channels().stream()
                .map(channel -> new Row(name, offset, channel, offset.channels().indexOf(channel)));
    }

    private static String column(List<Row> rows, Function<Row, Object> value) {
        return "{" + String.join(",", rows.stream().map(row -> value.apply(row).toString()).toList()) + "}";
    }

    private record Row(String name, Offset offset, Channel channel, int preference) {}
}
