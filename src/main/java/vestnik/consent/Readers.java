package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.ClinicSettings;
import vestnik.vocabulary.Channel;

/// Who reads at an address: adults for themselves, and whoever acts today for a patient in care.
@Repository
class Readers {

    /// In the order in which rows and chains of the ledger are locked.
    static final Comparator<Reader> IN_ORDER = Comparator.<Reader>comparingLong(reader -> reader.patientId() % 16)
            .thenComparingLong(Reader::patientId);

    private static final String FIND = """
            select person.patient_id, person.representative_id
            from (
              select id as patient_id, cast(null as bigint) as representative_id, cast(null as date) as from_on,
                cast(null as date) as until_on
              from patient
              where %s
              union all
              select representation.patient_id, representative.id, representation.from_on, representation.until_on
              from representative
              join representation on representation.representative_id = representative.id
              where %s and not representative.deceased
            ) person
            join patient on patient.id = person.patient_id
            cross join lateral (
              select (cast(:now as timestamptz) at time zone coalesce(patient.zone, :zone))::date as day
            ) local
            where (patient.incapable or coalesce(patient.birth_date > local.day - interval '18 years', false))
                = (person.representative_id is not null)
              and (person.representative_id is null
                or person.from_on <= local.day and local.day < person.until_on)
            """;
    private static final String AT_PHONE = FIND.formatted("phone = :address", "representative.phone = :address");
    private static final String AT_EMAIL = FIND.formatted("lower(email) = :address",
            "lower(representative.email) = :address");

    private static final String LATEST_SMS = """
            select message.mailing_id, message.ordinal, message.patient_id, message.representative_id
            from (
              select id as patient_id, cast(null as bigint) as representative_id from patient where phone = :phone
              union all
              select representation.patient_id, representative.id
              from representative
              join representation on representation.representative_id = representative.id
              where representative.phone = :phone
            ) person
            join message on message.patient_id = person.patient_id
              and message.representative_id is not distinct from person.representative_id
            join attempt using (mailing_id, ordinal, occasion_on)
            left join outcome using (mailing_id, ordinal, number, occasion_on)
            where message.channel = 'SMS' and message.withheld is null
              and (outcome.result is null or outcome.result in ('ACCEPTED', 'UNCERTAIN'))
            order by attempt.at desc, message.mailing_id desc, message.ordinal desc
            limit 1
            """;

    private static final String FIND_SMS = """
            select message.mailing_id, message.ordinal, message.patient_id, message.representative_id
            from message join patient on patient.id = message.patient_id
            where message.mailing_id = :mailing and message.ordinal = :ordinal and message.channel = 'SMS'
            """;

    private static final String FIND_LOCALE = """
            select coalesce(preference.locale, representative.locale, patient.locale)
            from patient
            left join representative on representative.id = cast(:representative as bigint)
            left join preference on preference.patient_id = patient.id
            where patient.id = :patient
            """;

    private final JdbcClient jdbc;
    private final ClinicSettings clinic;
    private final Clock clock;

    Readers(JdbcClient jdbc, ClinicSettings clinic, Clock clock) {
        this.jdbc = jdbc;
        this.clinic = clinic;
        this.clock = clock;
    }

    List<Reader> at(Channel channel, String address) {
        return jdbc.sql(switch (channel) {
            case EMAIL -> AT_EMAIL;
            case SMS -> AT_PHONE;
        })
                .param("address", address.toLowerCase(Locale.ROOT))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("zone", clinic.zone().getId())
                .query((row, _) -> new Reader(row.getLong("patient_id"),
                        row.getObject("representative_id", Long.class)))
                .list();
    }

    Optional<LatestSms> latestSms(String phone) {
        return jdbc.sql(LATEST_SMS).param("phone", phone).query(Readers::sms).optional();
    }

    Optional<LatestSms> sms(long mailing, int ordinal) {
        return jdbc.sql(FIND_SMS).param("mailing", mailing).param("ordinal", ordinal).query(Readers::sms).optional();
    }

    Optional<Locale> locale(Reader reader) {
        return jdbc.sql(FIND_LOCALE)
                .param("patient", reader.patientId())
                .param("representative", reader.representativeId())
                .query(String.class).optional().map(Locale::of);
    }

    private static LatestSms sms(ResultSet row, int number) throws SQLException {
        return new LatestSms(row.getLong("mailing_id"), row.getInt("ordinal"), row.getLong("patient_id"),
                row.getObject("representative_id", Long.class));
    }
}
