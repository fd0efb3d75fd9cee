package vestnik.dispatch;

import org.springframework.stereotype.Component;
import vestnik.consent.Gate;
import vestnik.vocabulary.Purpose;

/// The question put right before a hand-over, as SQL over `candidate`: the gate's, and whether what the message tells of
/// still holds. It ends in `asked`, with `reason` (the gate's) and `expired` (why the message is stale); both null: go.
@Component
class Asking {

    private static final String IS_STILL_TRUE = """
            asked as (
              select gated.*, %s as expired
              from gated
              left join %s
            )
            """;
    private static final String APPOINTMENT = "appointment on appointment.id = gated.appointment_id";
    private static final String CONFIRMATION = """
            confirmation on confirmation.id = split_part(gated.occasion, ':', 2)::bigint""";
    private static final String REMINDER_EXPIRES = """
            case
                when appointment.status = 'CANCELLED' then 'APPOINTMENT_CANCELLED'
                when appointment.id is null or appointment.status <> 'BOOKED'
                  or appointment.version <> gated.appointment_version then 'APPOINTMENT_CHANGED'
                when appointment.starts_at <= cast(:gateAt as timestamptz) then 'APPOINTMENT_STARTED'
              end""";
    private static final String REVIEW_EXPIRES = """
            case
                when appointment.id is null or appointment.status not in ('ARRIVED', 'FULFILLED') then 'VISIT_CANCELLED'
              end""";

    private static final String LETTER_EXPIRES = """
            case
                when confirmation.confirmed_at is not null then 'CONFIRMED'
                when confirmation.id is null or confirmation.expires_at <= cast(:gateAt as timestamptz)
                  then 'CONFIRMATION_EXPIRED'
                when gated.occasion <> concat_ws(':', 'k', confirmation.id, confirmation.letters) then 'ASKED_AGAIN'
              end""";

    private final Gate gate;

    Asking(Gate gate) {
        this.gate = gate;
    }

    String sql(Purpose purpose) {
        return gate.sqlForFew(purpose) + ",\n" + switch (purpose) {
            case APPOINTMENT -> IS_STILL_TRUE.formatted(REMINDER_EXPIRES, APPOINTMENT);
            case REVIEW -> IS_STILL_TRUE.formatted(REVIEW_EXPIRES, APPOINTMENT);
            case NOTICE -> IS_STILL_TRUE.formatted(LETTER_EXPIRES, CONFIRMATION);
            case PROMOTION, PARTNER -> IS_STILL_TRUE.formatted("cast(null as text)", APPOINTMENT);
        };
    }
}
