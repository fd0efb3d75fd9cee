package vestnik.test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A clinic that a test fills: short words for the rows that matter to it, everything else believable.
public final class Clinic {

    private static final AtomicLong NUMBER = new AtomicLong();

    private static final Logger LOG = LoggerFactory.getLogger(Clinic.class);
    private static final int MOST_TRIES = 10;
    private static final String EMPTY = """
            set session_replication_role = replica;
            truncate patient, representative, representation, appointment, branch, specialist, consent_ledger, consent,
              consent_chain, confirmation, preference, patient_request, blocking, erasure, erasure_mark,
              unconfirmed_stop, sending, suppression, address_trouble, returned_mail,
              status_question, campaign, hold, alert, pace, quota, back_off, mailing, message, attempt, outcome, retry,
              receipt,
              audit_entry, import_run, import_reject
              cascade;
            set session_replication_role = default
            """;

    private final JdbcClient jdbc;

    public Clinic(DataSource source) {
        jdbc = JdbcClient.create(source);
    }

    /// Removes everything but the schema. What the service itself does now and then may stand in the way for a moment.
    public void close() {
        for (int tries = 1; !isEmptied(tries); tries++) {
            LOG.info("emptying the database met a deadlock, try {}", tries);
        }
    }

    private boolean isEmptied(int tries) {
        try {
            jdbc.sql(EMPTY).update();
            return true;
        } catch (PessimisticLockingFailureException deadlock) {
            if (tries == MOST_TRIES) {
                throw deadlock;
            }
            return false;
        }
    }

    /// An adult with an e-mail and a mobile phone.
    public long patient() {
        long n = NUMBER.incrementAndGet();
        return jdbc.sql("""
                insert into patient (external_id, family_name, given_name, patronymic, sex, birth_date, email, phone,
                  phone_takes_sms, content_hash)
                values ('P' || :n, 'Орлова', 'Анна', 'Петровна', 'FEMALE', '1980-05-17', 'p' || :n || '@patients.test',
                  '+7916' || lpad(:n::text, 7, '0'), true, '')
                returning id
                """).param("n", n).query(Long.class).single();
    }

    /// A child of seven years at [TestClock#START] with own addresses, which are never to be used.
    public long child() {
        return with(patient(), "given_name = 'Маша', birth_date = '2019-03-01'");
    }

    /// Changes columns of a patient.
    public long with(long patient, String assignments) {
        jdbc.sql("update patient set " + assignments + " where id = :id").param("id", patient).update();
        return patient;
    }

    /// Someone with an e-mail and a mobile phone who acts for a patient from a day until another (exclusive).
    public long representative(long patient, @Nullable LocalDate from, @Nullable LocalDate until) {
        long n = NUMBER.incrementAndGet();
        long id = jdbc.sql("""
                insert into representative (external_id, family_name, given_name, patronymic, email, phone, phone_takes_sms,
                  content_hash)
                values ('R' || :n, 'Орлов', 'Пётр', 'Ильич', 'r' || :n || '@patients.test',
                  '+7917' || lpad(:n::text, 7, '0'), true, '')
                returning id
                """).param("n", n).query(Long.class).single();
        represent(id, patient, from, until);
        return id;
    }

    /// Lets somebody act for one more patient.
    public void represent(long representative, long patient, @Nullable LocalDate from, @Nullable LocalDate until) {
        jdbc.sql("""
                insert into representation (representative_id, patient_id, from_on, until_on)
                values (:representative, :patient, coalesce(cast(:from as date), '-infinity'),
                  coalesce(cast(:until as date), 'infinity'))
                """).param("representative", representative).param("patient", patient).param("from", from)
                .param("until", until).update();
    }

    /// Changes columns of a representative.
    public void withRepresentative(long representative, String assignments) {
        jdbc.sql("update representative set " + assignments + " where id = :id").param("id", representative).update();
    }

    /// The patient's own grant.
    public void grants(long patient, Purpose purpose, Channel channel) {
        ledger(patient, purpose, channel, "GRANT", null);
    }

    /// A grant that a representative gave for the patient.
    public void grants(long representative, long patient, Purpose purpose, Channel channel) {
        ledger(patient, purpose, channel, "GRANT", representative);
    }

    /// The patient's withdrawal.
    public void withdraws(long patient, Purpose purpose, Channel channel) {
        ledger(patient, purpose, channel, "WITHDRAWAL", null);
    }

    private void ledger(long patient, Purpose purpose, Channel channel, String act, @Nullable Long representative) {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor)
                values (:patient, :purpose, :channel, :act, now(), 'PAPER', :representative, 'reception')
                """).param("patient", patient).param("purpose", purpose.name()).param("channel", channel.name())
                .param("act", act).param("representative", representative).update();
    }

    /// Forbids an address of a patient, whosever else it is.
    public void suppresses(long patient, Channel channel, @Nullable Instant until) {
        jdbc.sql("""
                insert into suppression (channel, address, reason, source, since, expires_at)
                select :channel, lower(case :channel when 'EMAIL' then email else phone end), 'HARD_BOUNCE', 'test', now(),
                  cast(:until as timestamptz)
                from patient where id = :patient
                """).param("channel", channel.name()).param("patient", patient)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC)).update();
    }

    /// A booked appointment at the one branch, in Moscow.
    public long appointment(long patient, Instant startsAt) {
        return jdbc.sql("""
                with place as (
                  insert into branch (external_id, name, address, phone, zone)
                  values ('B1', 'Клиника на Ленина', 'ул. Ленина, 1', '+74832000000', 'Europe/Moscow')
                  on conflict (external_id) do update set name = excluded.name returning id
                ), person as (
                  insert into specialist (external_id, name) values ('S1', 'Смирнова Ольга Ивановна')
                  on conflict (external_id) do update set name = excluded.name returning id
                )
                insert into appointment (external_id, patient_id, specialist_id, branch_id, starts_at, status, content_hash)
                select 'A' || :n, :patient, person.id, place.id, :at, 'BOOKED', '' from place, person
                returning id
                """).param("n", NUMBER.incrementAndGet()).param("patient", patient)
                .param("at", startsAt.atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /// A promotion to everybody, launched at [TestClock#START].
    public long launchedCampaign(Channel channel) {
        return jdbc.sql("""
                insert into campaign (name, template, purpose, channel, audience, created_by, created_at, launched_by,
                  launched_at)
                values ('test', 'promotion', 'PROMOTION', :channel, '{}', 'test', :at, 'test', :at)
                returning id
                """).param("channel", channel.name()).param("at", TestClock.START.atOffset(ZoneOffset.UTC))
                .query(Long.class).single();
    }

    /// A patient who wants no advertising before a day.
    public void pauses(long patient, LocalDate until) {
        jdbc.sql("""
                insert into preference (patient_id, paused_until, changed_at, changed_by)
                values (:patient, :until, now(), 'patient')
                """).param("patient", patient).param("until", until).update();
    }

    /// A patient who wants to be left alone for so many days after each advertising message.
    public void restsFor(long patient, int days) {
        jdbc.sql("""
                insert into preference (patient_id, rest_days, changed_at, changed_by)
                values (:patient, :days, now(), 'patient')
                """).param("patient", patient).param("days", days).update();
    }

    /// An e-mail, the first of a mailing of its own, that was begun, with what came of it, if that is known; returns the mailing.
    public long handedOver(long patient, String purpose, @Nullable String result, Instant at) {
        return jdbc.sql("""
                with run as (
                  insert into mailing (kind, purpose, template, run_key, as_of, started_by, started_at, planned_at, first_on, last_on)
                  select 'CAMPAIGN', :purpose, 't', gen_random_uuid()::text, now(), 'test', now(), now(), day, day
                  from (select cast(:at as timestamptz)::date as day) launch
                  returning id
                ), planned as (
                  insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                  select id, 1, cast(:at as timestamptz)::date, 'handed over:' || id, :patient, 'EMAIL' from run
                ), tried as (
                  insert into attempt select id, 1, 1, cast(:at as timestamptz)::date, cast(:at as timestamptz), gen_random_uuid() from run
                ), settled as (
                  insert into outcome
                  select id, 1, 1, cast(:at as timestamptz)::date, cast(:at as timestamptz), :result from run
                  where cast(:result as text) is not null
                )
                select id from run
                """).param("patient", patient).param("purpose", purpose).param("result", result)
                .param("at", at.atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /// A visit that took place.
    public long visit(long patient, Instant startsAt) {
        return withAppointment(appointment(patient, startsAt), "status = 'FULFILLED'");
    }

    /// Changes columns of an appointment, as an import does: its version rises.
    public long withAppointment(long appointment, String assignments) {
        jdbc.sql("update appointment set version = version + 1, " + assignments + " where id = :id")
                .param("id", appointment).update();
        return appointment;
    }

    /// So many patients with an appointment each at the same moment, quickly.
    public void crowd(int patients, Instant startsAt) {
        jdbc.sql("""
                with person as (
                  insert into patient (external_id, given_name, patronymic, birth_date, email, phone, phone_takes_sms,
                    content_hash)
                  select 'C' || n, 'Иван', 'Ильич', '1970-01-01', 'c' || n || '@patients.test',
                    '+7926' || lpad(n::text, 7, '0'), true, ''
                  from generate_series(1, :patients) n
                  returning id, external_id
                ), asked as (
                  insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor)
                  select id, purpose, channel, 'GRANT', now(), 'PAPER', 'reception'
                  from person cross join (values ('PROMOTION', 'EMAIL'), ('PROMOTION', 'SMS'), ('REVIEW', 'EMAIL'))
                    agreed (purpose, channel)
                )
                insert into appointment (external_id, patient_id, starts_at, status, content_hash)
                select external_id, id, :at, 'BOOKED', '' from person
                """).param("patients", patients).param("at", startsAt.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("analyze").update();
    }
}
