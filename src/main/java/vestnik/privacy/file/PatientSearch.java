package vestnik.privacy.file;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.ClinicSettings;

/// Finds patients by whatever they, or who acts for them, say of themselves: the clinic's id, a phone number, an e-mail
/// address, parts of the name.
@Repository
public class PatientSearch {

    /// How many are told at most.
    public static final int LIMIT = 20;

    private static final String FIND = """
            with hit as (
              select id, false as through from patient
              where external_id = :text or lower(email) = lower(:text) or phone = :phone
                or concat_ws(' ', family_name, given_name, patronymic) ilike all(:words::text[])
              union all
              select patient_id, true
              from representative join representation on representative_id = representative.id
              where lower(email) = lower(:text) or phone = :phone
                or concat_ws(' ', family_name, given_name, patronymic) ilike all(:words::text[])
            )
            select external_id, birth_date, blocked, through, case when blocked then '' else name end as name
            from (
              select external_id, case when blocked_at is null then birth_date end as birth_date,
                blocked_at is not null as blocked, bool_and(through) as through,
                concat_ws(' ', family_name, given_name, patronymic) as name
              from hit join patient using (id)
              where erased_at is null
              group by patient.id
            ) found
            order by blocked, name, external_id
            limit :limit
            """;

    private static final RowMapper<Found> FOUND = new SimplePropertyRowMapper<>(Found.class);

    private final JdbcClient jdbc;
    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final String region;

    PatientSearch(JdbcClient jdbc, ClinicSettings clinic) {
        this.jdbc = jdbc;
        this.region = clinic.phoneRegion();
    }

    /// Whoever fits, of whom the names of those whose data are blocked are hidden; nobody for a blank text.
    public List<Found> find(String text) {
        String wanted = text.strip();
        return wanted.isEmpty()
                ? List.of()
                : jdbc.sql(FIND)
                        .param("text", wanted)
                        .param("phone", phone(wanted))
                        .param("words",
                                Stream.of(wanted.split("\\s+")).map(PatientSearch::anywhere).toArray(String[]::new))
                        .param("limit", LIMIT)
                        .query(FOUND)
                        .list();
    }

    private @Nullable String phone(String text) {
        try {
            return phones.format(phones.parse(text, region), PhoneNumberFormat.E164);
        } catch (NumberParseException notANumber) {
            return null;
        }
    }

    private static String anywhere(String word) {
        return '%' + word.replaceAll("([%_\\\\])", "\\\\$1") + '%';
    }
}
