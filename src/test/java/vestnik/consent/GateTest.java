package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.consent.Withheld.BLOCKED;
import static vestnik.consent.Withheld.DECEASED;
import static vestnik.consent.Withheld.NO_ADDRESS;
import static vestnik.consent.Withheld.NO_CONSENT;
import static vestnik.consent.Withheld.NO_REPRESENTATIVE;
import static vestnik.consent.Withheld.OPTED_OUT;
import static vestnik.consent.Withheld.OUTSIDE_HOURS;
import static vestnik.consent.Withheld.OVER_CAP;
import static vestnik.consent.Withheld.SUPPRESSED;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.APPOINTMENT;
import static vestnik.vocabulary.Purpose.PARTNER;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.RulesSettings.Cap;
import vestnik.consent.RulesSettings.Window;
import vestnik.test.Clinic;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

class GateTest {

    static final Instant NOON_IN_MOSCOW = Instant.parse("2026-11-18T09:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    static final DataSource SOURCE = TestDatabase.fresh();
    static final Clinic CLINIC = new Clinic(SOURCE);

    final Window day = new Window(LocalTime.of(9, 0), LocalTime.of(21, 0));
    final RulesSettings rules = new RulesSettings(Map.of(PROMOTION, day, PARTNER, day, REVIEW, day),
            new Cap(2, Duration.ofDays(7)));
    final Gate gate = new Gate(rules, new ClinicSettings("Клиника", ZoneId.of("Europe/Moscow"), "RU", Locale.of("ru")),
            new NamedParameterJdbcTemplate(SOURCE));

    @AfterAll
    static void clear() {
        CLINIC.close();
    }

    @ParameterizedTest(name = "{0}: {2} by {3} is {4}")
    @MethodSource
    void says(String who, ToLongFunction<Clinic> patient, Purpose purpose, Channel channel, Optional<Withheld> answer) {
        assertThat(ask(patient.applyAsLong(CLINIC), purpose, channel, NOON_IN_MOSCOW)).isEqualTo(answer);
    }

    static Stream<Arguments> says() {
        return Stream.of(
                yes("an adult", Clinic::patient, APPOINTMENT, EMAIL),
                yes("an adult", Clinic::patient, APPOINTMENT, SMS),
                no("someone who has died", c -> c.with(c.patient(), "deceased = true"), APPOINTMENT, EMAIL, DECEASED),
                no("someone who has died and is blocked",
                        c -> c.with(c.patient(), "deceased = true, blocked_at = now()"), APPOINTMENT, EMAIL, DECEASED),
                no("a blocked patient", c -> c.with(c.patient(), "blocked_at = now()"), APPOINTMENT, SMS, BLOCKED),
                no("a blocked child without anyone", c -> c.with(c.child(), "blocked_at = now()"), APPOINTMENT, SMS,
                        BLOCKED),
                no("a child without anyone", Clinic::child, APPOINTMENT, EMAIL, NO_REPRESENTATIVE),
                no("an incapable adult without anyone", c -> c.with(c.patient(), "incapable = true"), APPOINTMENT,
                        EMAIL,
                        NO_REPRESENTATIVE),
                no("a child whose mother's right ended today", c -> represented(c, c.child(), null, TODAY), APPOINTMENT,
                        EMAIL, NO_REPRESENTATIVE),
                no("a child whose guardian begins tomorrow", c -> represented(c, c.child(), TODAY.plusDays(1), null),
                        APPOINTMENT, EMAIL, NO_REPRESENTATIVE),
                yes("a child whose guardian begins today", c -> represented(c, c.child(), TODAY, null), APPOINTMENT,
                        EMAIL),
                no("a child whose mother has died", c -> {
                    long child = c.child();
                    c.withRepresentative(c.representative(child, null, null), "deceased = true");
                    return child;
                }, APPOINTMENT, EMAIL, NO_REPRESENTATIVE),
                yes("who is eighteen today", c -> c.with(c.patient(), "birth_date = '2008-11-18'"), APPOINTMENT, EMAIL),
                no("who is eighteen tomorrow", c -> c.with(c.patient(), "birth_date = '2008-11-19'"), APPOINTMENT,
                        EMAIL,
                        NO_REPRESENTATIVE),
                no("who was never asked", Clinic::patient, PROMOTION, EMAIL, NO_CONSENT),
                no("who agreed to other e-mails", c -> granted(c, c.patient(), PROMOTION, EMAIL), PARTNER, EMAIL,
                        NO_CONSENT),
                no("who agreed to SMS", c -> granted(c, c.patient(), PROMOTION, SMS), PROMOTION, EMAIL, NO_CONSENT),
                yes("who agreed", c -> granted(c, c.patient(), PROMOTION, EMAIL), PROMOTION, EMAIL),
                yes("who agreed to reviews", c -> granted(c, c.patient(), REVIEW, SMS), REVIEW, SMS),
                no("who agreed and withdrew", c -> {
                    long patient = granted(c, c.patient(), PROMOTION, EMAIL);
                    c.withdraws(patient, PROMOTION, EMAIL);
                    return patient;
                }, PROMOTION, EMAIL, OPTED_OUT),
                no("who wants no reminders by SMS", c -> {
                    long patient = c.patient();
                    c.withdraws(patient, APPOINTMENT, SMS);
                    return patient;
                }, APPOINTMENT, SMS, OPTED_OUT),
                no("a child who agreed alone", c -> granted(c, represented(c, c.child(), null, null), PROMOTION, EMAIL),
                        PROMOTION, EMAIL, NO_CONSENT),
                yes("a child whose father agreed", c -> grantedByFather(c, c.child(), null), PROMOTION, EMAIL),
                no("a child whose father agreed and acts no more", c -> {
                    long child = grantedByFather(c, c.child(), TODAY);
                    c.representative(child, null, null);
                    return child;
                }, PROMOTION, EMAIL, NO_CONSENT),
                no("who came of age after the father agreed",
                        c -> grantedByFather(c, c.with(c.patient(), "birth_date = '2008-11-18'"), null), PROMOTION,
                        EMAIL,
                        NO_CONSENT),
                no("who has no e-mail", c -> c.with(c.patient(), "email = null"), APPOINTMENT, EMAIL, NO_ADDRESS),
                no("who has a landline", c -> c.with(c.patient(), "phone_takes_sms = false"), APPOINTMENT, SMS,
                        NO_ADDRESS),
                no("a child with an address whose mother has none", c -> {
                    long child = c.child();
                    c.withRepresentative(c.representative(child, null, null), "email = null");
                    return child;
                }, APPOINTMENT, EMAIL, NO_ADDRESS),
                yes("a child whose mother has no e-mail and whose father has", c -> {
                    long child = c.child();
                    c.withRepresentative(c.representative(child, null, null), "email = null");
                    return represented(c, child, null, null);
                }, APPOINTMENT, EMAIL),
                no("whose address bounced", c -> suppressed(c, c.patient(), EMAIL, null), APPOINTMENT, EMAIL,
                        SUPPRESSED),
                yes("whose e-mail bounced", c -> suppressed(c, c.patient(), EMAIL, null), APPOINTMENT, SMS),
                yes("whose suppression is over", c -> suppressed(c, c.patient(), EMAIL, NOON_IN_MOSCOW), APPOINTMENT,
                        EMAIL),
                no("whose address, written large, bounced", c -> suppressed(c,
                        c.with(c.patient(), "email = 'LARGE' || id || '@Patients.test'"), EMAIL, null), APPOINTMENT,
                        EMAIL,
                        SUPPRESSED),
                no("who agreed and lives where it is night", c -> granted(c,
                        c.with(c.patient(), "zone = 'America/New_York'"), PROMOTION, EMAIL), PROMOTION, EMAIL,
                        OUTSIDE_HOURS),
                yes("who is reminded where it is night", c -> c.with(c.patient(), "zone = 'America/New_York'"),
                        APPOINTMENT,
                        EMAIL));
    }

    @ParameterizedTest(name = "at {0} {1}")
    @MethodSource
    void keepsTheHours(String moscowTime, Optional<Withheld> answer) {
        long patient = granted(CLINIC, CLINIC.patient(), PROMOTION, EMAIL);
        Instant at = LocalTime.parse(moscowTime).atDate(TODAY).atZone(ZoneId.of("Europe/Moscow")).toInstant();
        assertThat(ask(patient, PROMOTION, EMAIL, at)).isEqualTo(answer);
    }

    static Stream<Arguments> keepsTheHours() {
        return Stream.of(Arguments.of("08:59:59", Optional.of(OUTSIDE_HOURS)), Arguments.of("09:00", Optional.empty()),
                Arguments.of("20:59:59", Optional.empty()), Arguments.of("21:00", Optional.of(OUTSIDE_HOURS)),
                Arguments.of("00:00", Optional.of(OUTSIDE_HOURS)));
    }

    @Test
    void comesOfAgeInTheZoneWhereThePatientLives() {
        long patient = CLINIC.with(CLINIC.patient(), "birth_date = '2008-11-19', zone = 'Asia/Vladivostok'");
        Instant midnightInVladivostok = Instant.parse("2026-11-18T14:00:00Z");
        assertThat(ask(patient, APPOINTMENT, EMAIL, midnightInVladivostok.minusSeconds(1))).contains(NO_REPRESENTATIVE);
        assertThat(ask(patient, APPOINTMENT, EMAIL, midnightInVladivostok)).isEmpty();
    }

    @Test
    void stopsAtTheCapAndGoesOnWhenTheOldestIsPast() {
        long patient = granted(CLINIC, CLINIC.patient(), PROMOTION, EMAIL);
        CLINIC.handedOver(patient, "PROMOTION", "ACCEPTED", NOON_IN_MOSCOW.minus(Duration.ofDays(6)));
        CLINIC.handedOver(patient, "APPOINTMENT", "ACCEPTED", NOON_IN_MOSCOW.minus(Duration.ofDays(1)));
        CLINIC.handedOver(patient, "REVIEW", "REJECTED", NOON_IN_MOSCOW.minus(Duration.ofDays(1)));
        assertThat(ask(patient, PROMOTION, EMAIL, NOON_IN_MOSCOW)).isEmpty();
        CLINIC.handedOver(patient, "REVIEW", "ACCEPTED", NOON_IN_MOSCOW.minus(Duration.ofDays(1)));
        assertThat(ask(patient, PROMOTION, EMAIL, NOON_IN_MOSCOW)).contains(OVER_CAP);
        assertThat(ask(patient, APPOINTMENT, EMAIL, NOON_IN_MOSCOW)).isEmpty();
        assertThat(ask(patient, PROMOTION, EMAIL, NOON_IN_MOSCOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void countsAMessageThatWasTriedTwiceOnce() {
        long patient = granted(CLINIC, CLINIC.patient(), PROMOTION, EMAIL);
        Instant yesterday = NOON_IN_MOSCOW.minus(Duration.ofDays(1));
        CLINIC.handedOver(patient, "PROMOTION", "DEFERRED", yesterday);
        triedAgain(patient, yesterday.plus(Duration.ofMinutes(10)));
        assertThat(reasons(patient)).containsOnly(Optional.empty());
        CLINIC.handedOver(patient, "PROMOTION", "ACCEPTED", yesterday);
        assertThat(reasons(patient)).containsOnly(Optional.of("OVER_CAP"));
    }

    @Test
    void countsWhatAMailingSentThatHasFinishedSince() {
        long patient = granted(CLINIC, CLINIC.patient(), PROMOTION, EMAIL);
        Instant yesterday = NOON_IN_MOSCOW.minus(Duration.ofDays(1));
        CLINIC.handedOver(patient, "PROMOTION", "ACCEPTED", yesterday);
        CLINIC.handedOver(patient, "PROMOTION", "ACCEPTED", yesterday);
        JdbcClient.create(SOURCE).sql("""
                update mailing set finished_at = :at where id in (select mailing_id from message where patient_id = :patient)
                """).param("patient", patient)
                .param("at", yesterday.plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC)).update();
        assertThat(reasons(patient)).containsOnly(Optional.of("OVER_CAP"));
    }

    @ParameterizedTest(name = "a {0}: {1} days after the last message: {2}")
    @CsvSource({"WEEK, 6, OVER_CAP", "WEEK, 8, ", "MONTH, 29, OVER_CAP", "MONTH, 31, ", "QUARTER, 89, OVER_CAP",
            "QUARTER, 91, "})
    void leavesPeopleAloneAsLongAsTheyWish(Rest rest, int days, @Nullable Withheld reason) {
        long patient = granted(CLINIC, CLINIC.patient(), PROMOTION, EMAIL);
        CLINIC.restsFor(patient, rest.days());
        Instant then = NOON_IN_MOSCOW.minus(Duration.ofDays(days));
        finished(CLINIC.handedOver(patient, "PROMOTION", "ACCEPTED", then), then);
        assertThat(reasons(patient)).containsOnly(Optional.ofNullable(reason).map(Withheld::name));
    }

    @Test
    void countsWhatAMailingOfLongAgoSendsThatStillGoesOn() {
        long patient = granted(CLINIC, CLINIC.patient(), PROMOTION, EMAIL);
        CLINIC.restsFor(patient, Rest.WEEK.days());
        long mailing = CLINIC.handedOver(patient, "PROMOTION", "ACCEPTED", NOON_IN_MOSCOW.minus(Duration.ofDays(200)));
        assertThat(reasons(patient)).containsOnly(Optional.empty());
        JdbcClient.create(SOURCE).sql("update attempt set at = :at where mailing_id = :mailing")
                .param("mailing", mailing)
                .param("at", NOON_IN_MOSCOW.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC)).update();
        assertThat(reasons(patient)).containsOnly(Optional.of("OVER_CAP"));
    }

    private static void finished(long mailing, Instant at) {
        JdbcClient.create(SOURCE).sql("update mailing set finished_at = :at where id = :mailing")
                .param("mailing", mailing).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    void onePersonsOptOutLeavesAnotherAtTheSameAddressAlone() {
        long mother = CLINIC.patient();
        long son = CLINIC.with(CLINIC.patient(), "email = (select email from patient where id = " + mother + ")");
        granted(CLINIC, mother, PROMOTION, EMAIL);
        granted(CLINIC, son, PROMOTION, EMAIL);
        CLINIC.withdraws(son, PROMOTION, EMAIL);
        assertThat(ask(mother, PROMOTION, EMAIL, NOON_IN_MOSCOW)).isEmpty();
        assertThat(ask(son, PROMOTION, EMAIL, NOON_IN_MOSCOW)).contains(OPTED_OUT);
    }

    @Test
    void offersGoToTheParentWhoAgreedAndRemindersToWhoeverCanBeReached() {
        long child = CLINIC.child();
        long father = CLINIC.representative(child, null, null);
        long mother = CLINIC.representative(child, null, null);
        CLINIC.grants(mother, child, PROMOTION, EMAIL);
        assertThat(readerOf(child, PROMOTION)).isEqualTo(mother);
        assertThat(readerOf(child, APPOINTMENT)).isEqualTo(father);
        CLINIC.withRepresentative(mother, "email = null");
        assertThat(ask(child, PROMOTION, EMAIL, NOON_IN_MOSCOW)).contains(NO_ADDRESS);
        CLINIC.withRepresentative(father, "email = null");
        CLINIC.withRepresentative(mother, "email = 'mother@patients.test'");
        assertThat(readerOf(child, APPOINTMENT)).isEqualTo(mother);
    }

    private @Nullable Long readerOf(long patient, Purpose purpose) {
        return gated(gate.sqlForFew(purpose), "reader_id", patient, purpose, Long.class).orElse(null);
    }

    /// What the gate says of a promotion as it is asked for many people, and for a few.
    private List<Optional<String>> reasons(long patient) {
        return Stream.of(gate.sql(PROMOTION), gate.sqlForFew(PROMOTION))
                .map(sql -> gated(sql, "reason", patient, PROMOTION, String.class)).toList();
    }

    private <T> Optional<T> gated(String sql, String column, long patient, Purpose purpose, Class<T> type) {
        return Optional.ofNullable(new NamedParameterJdbcTemplate(SOURCE).queryForObject(
                """
                        with candidate as (
                          select cast(:patient as bigint) as patient_id, 'EMAIL' as channel
                        ),
                        %s
                        select %s from gated
                        """.formatted(sql, column),
                gate.parameters(purpose, NOON_IN_MOSCOW, 0).addValue("patient", patient), type));
    }

    private static void triedAgain(long patient, Instant at) {
        JdbcClient.create(SOURCE).sql("""
                with again as (
                  insert into attempt
                  select mailing_id, ordinal, 2, occasion_on, cast(:at as timestamptz), gen_random_uuid()
                  from message where patient_id = :patient
                )
                insert into outcome
                select mailing_id, ordinal, 2, occasion_on, cast(:at as timestamptz), 'ACCEPTED'
                from message where patient_id = :patient
                """).param("patient", patient).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    private Optional<Withheld> ask(long patient, Purpose purpose, Channel channel, Instant at) {
        return gate.explain(patient, at).stream()
                .filter(answer -> answer.purpose() == purpose && answer.channel() == channel)
                .findFirst().orElseThrow().reason();
    }

    private static long represented(Clinic clinic, long patient, @Nullable LocalDate from,
            @Nullable LocalDate until) {
        clinic.representative(patient, from, until);
        return patient;
    }

    private static long grantedByFather(Clinic clinic, long child, @Nullable LocalDate until) {
        clinic.grants(clinic.representative(child, null, until), child, PROMOTION, EMAIL);
        return child;
    }

    private static long granted(Clinic clinic, long patient, Purpose purpose, Channel channel) {
        clinic.grants(patient, purpose, channel);
        return patient;
    }

    private static long suppressed(Clinic clinic, long patient, Channel channel,
            @Nullable Instant until) {
        clinic.suppresses(patient, channel, until);
        return patient;
    }

    private static Arguments yes(String who, ToLongFunction<Clinic> patient, Purpose purpose, Channel channel) {
        return Arguments.of(who, patient, purpose, channel, Optional.empty());
    }

    private static Arguments no(String who, ToLongFunction<Clinic> patient, Purpose purpose, Channel channel,
            Withheld reason) {
        return Arguments.of(who, patient, purpose, channel, Optional.of(reason));
    }
}
