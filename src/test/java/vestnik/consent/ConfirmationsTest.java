package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.PARTNER;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Asked.NothingToConfirm;
import vestnik.consent.Asked.Sent;
import vestnik.consent.Asked.SentBefore;
import vestnik.consent.Asked.TooMany;
import vestnik.consent.Confirmed.AlreadyDone;
import vestnik.consent.Confirmed.Done;
import vestnik.consent.Confirmed.Expired;
import vestnik.consent.Confirmed.Unknown;
import vestnik.consent.Confirmed.WrongCode;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class ConfirmationsTest {

    private static final Map<String, String> ASKING = Map.of("ip", "192.0.2.1", "userAgent", "Form/1");
    private static final Map<String, String> CONFIRMING = Map.of("ip", "192.0.2.2", "userAgent", "Reader/1");

    @Autowired
    Confirmations confirmations;
    @Autowired
    Links links;
    @Autowired
    ConsentLedger ledger;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    Clinic clinic;
    long patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        patient = clinic.patient();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void grantsNothingBeforeItIsConfirmed() {
        ask(EMAIL, PROMOTION, REVIEW);
        assertThat(states()).containsExactly("PROMOTION EMAIL UNCONFIRMED", "REVIEW EMAIL UNCONFIRMED");
    }

    @Test
    void grantsWhatWasAskedForWhenTheLinkComesBack() {
        long id = ask(EMAIL, PROMOTION, REVIEW);
        assertThat(confirmations.open(token(id))).hasValueSatisfying(pending -> {
            assertThat(pending.purposes()).containsExactly(PROMOTION, REVIEW);
            assertThat(pending.wordings()).containsEntry(REVIEW, "1");
            assertThat(pending.channel()).isEqualTo(EMAIL);
        });
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new Done(ConfirmationKind.OPT_IN, patient,
                Set.of(new Subscription(PROMOTION, EMAIL), new Subscription(REVIEW, EMAIL))));
        assertThat(states()).containsExactly("PROMOTION EMAIL GRANTED", "REVIEW EMAIL GRANTED");
    }

    @Test
    void provesTheRequestAndTheConfirmation() {
        long id = ask(SMS, PROMOTION);
        clock.advance(Duration.ofMinutes(3));
        confirmations.confirmByCode(id, code(id), CONFIRMING);
        assertThat(ledger.history(patient)).hasSize(2).satisfiesExactly(
                request -> {
                    assertThat(request.act()).isEqualTo(Act.REQUEST);
                    assertThat(request.source()).isEqualTo(Source.FORM);
                    assertThat(request.evidence()).isEqualTo(ASKING);
                }, grant -> {
                    assertThat(grant.act()).isEqualTo(Act.GRANT);
                    assertThat(grant.source()).isEqualTo(Source.CONFIRMATION);
                    assertThat(grant.wording()).isEqualTo("1");
                    assertThat(grant.at()).isEqualTo(clock.instant());
                    assertThat(grant.evidence()).containsEntry("ip", "192.0.2.2").containsEntry("userAgent", "Reader/1")
                            .containsEntry("request.ip", "192.0.2.1").containsEntry("request.userAgent", "Form/1")
                            .containsEntry("request.at", TestClock.START.toString())
                            .containsEntry("confirmation", "" + id);
                });
    }

    @Test
    void confirmsOnce() {
        long id = ask(EMAIL, PROMOTION);
        confirmations.confirm(token(id), CONFIRMING);
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new AlreadyDone());
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING)).isEqualTo(new AlreadyDone());
        assertThat(confirmations.open(token(id))).isEmpty();
        assertThat(ledger.history(patient)).hasSize(2);
    }

    @Test
    void confirmsOnceAlsoWhenAskedAtTheSameTime() throws Exception {
        long id = ask(EMAIL, PROMOTION);
        Callable<Confirmed> confirming = () -> confirmations.confirm(token(id), CONFIRMING);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Confirmed>> answers = threads
                    .invokeAll(List.of(confirming, confirming, confirming, confirming));
            assertThat(answers).map(Future::get).filteredOn(Done.class::isInstance).hasSize(1);
        }
        assertThat(ledger.history(patient)).hasSize(2);
    }

    @Test
    void aLinkWorksForTwoDaysAndACodeBySmsForAQuarterOfAnHour() {
        long id = ask(SMS, PROMOTION);
        clock.advance(Duration.ofMinutes(15));
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING)).isEqualTo(new Expired());
        clock.advance(Duration.ofHours(47));
        assertThat(confirmations.open(token(id))).isPresent();
        clock.advance(Duration.ofHours(1));
        assertThat(confirmations.open(token(id))).isEmpty();
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new Expired());
        assertThat(states()).containsExactly("PROMOTION SMS UNCONFIRMED");
    }

    @Test
    void isOverAfterFiveWrongCodes() {
        long id = ask(SMS, PROMOTION);
        for (int left = 4; left >= 0; left--) {
            assertThat(confirmations.confirmByCode(id, wrong(id), CONFIRMING)).isEqualTo(new WrongCode(left));
        }
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING)).isEqualTo(new Expired());
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new Expired());
        assertThat(states()).containsExactly("PROMOTION SMS UNCONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcdef", "999999999999999999999", "' or 1=1", "٠١٢٣٤٥"})
    void takesNothingElseForACode(String entered) {
        long id = ask(SMS, PROMOTION);
        assertThat(confirmations.confirmByCode(id, entered, CONFIRMING)).isEqualTo(new WrongCode(4));
    }

    @Test
    void readsACodeWithSpaces() {
        long id = ask(SMS, PROMOTION);
        String code = code(id);
        assertThat(confirmations.confirmByCode(id, " " + code.substring(0, 3) + " " + code.substring(3), CONFIRMING))
                .isInstanceOf(Done.class);
    }

    @Test
    void asksForThreeLettersAtMostAndNotWithinTwoMinutes() {
        long id = ask(EMAIL, PROMOTION);
        assertThat(asking(null, EMAIL, PROMOTION)).isEqualTo(new SentBefore(id));
        clock.advance(Duration.ofMinutes(2));
        assertThat(asking(null, EMAIL, PROMOTION)).isEqualTo(new Sent(id));
        clock.advance(Duration.ofMinutes(2));
        assertThat(asking(null, EMAIL, PROMOTION)).isEqualTo(new Sent(id));
        clock.advance(Duration.ofMinutes(2));
        assertThat(asking(null, EMAIL, PROMOTION)).isEqualTo(new SentBefore(id));
        assertThat(ledger.history(patient)).hasSize(1);
    }

    @Test
    void opensThreeConfirmationsADayAtMostAndThoseOfEachChannelAndKindApart() {
        ask(EMAIL, PROMOTION);
        ask(EMAIL, PARTNER);
        ask(EMAIL, REVIEW);
        assertThat(asking(null, EMAIL, PROMOTION, REVIEW)).isEqualTo(new TooMany());
        assertThat(asking(null, SMS, PROMOTION)).isInstanceOf(Sent.class);
        assertThat(confirmations.askAccess(patient, null, EMAIL, ASKING)).isInstanceOf(Sent.class);
        clock.advance(Duration.ofDays(1));
        assertThat(asking(null, EMAIL, PROMOTION, REVIEW)).isInstanceOf(Sent.class);
    }

    @Test
    void staysWithinTheLimitsHoweverManyAskAtOnce() throws Exception {
        Callable<Asked> one = () -> asking(null, EMAIL, PROMOTION);
        Callable<Asked> other = () -> asking(null, EMAIL, REVIEW);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(List.of(one, other, one, other, one, other, one, other));
        }
        assertThat(jdbc.sql("select sum(letters) from confirmation").query(Integer.class).single())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void asksNothingOfWhatIsGrantedAlreadyInTheSameWording() {
        confirmations.confirm(token(ask(EMAIL, PROMOTION)), CONFIRMING);
        assertThat(asking(null, EMAIL, PROMOTION)).isEqualTo(new NothingToConfirm());
        long id = ask(EMAIL, PROMOTION, REVIEW);
        assertThat(confirmations.open(token(id)).orElseThrow().purposes()).containsExactly(REVIEW);
    }

    @Test
    void anOptOutGivesWayOnlyToTheConfirmation() {
        clinic.withdraws(patient, PROMOTION, EMAIL);
        long id = ask(EMAIL, PROMOTION);
        assertThat(states()).containsExactly("PROMOTION EMAIL WITHDRAWN");
        confirmations.confirm(token(id), CONFIRMING);
        assertThat(states()).containsExactly("PROMOTION EMAIL GRANTED");
    }

    @Test
    void aRepresentativeConfirmsForTheWard() {
        long child = clinic.child();
        long mother = clinic.representative(child, null, null);
        long id = sent(confirmations.ask(wish(child, mother, EMAIL, PROMOTION)));
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isInstanceOf(Done.class);
        assertThat(ledger.history(child)).last().satisfies(grant -> {
            assertThat(grant.representativeId()).isEqualTo(mother);
            assertThat(grant.actor()).isEqualTo("representative");
        });
    }

    @Test
    void theOneWhoGotTheLetterSpeaks() {
        long child = clinic.child();
        long mother = clinic.representative(child, null, null);
        long father = clinic.representative(child, null, null);
        long id = sent(confirmations.ask(wish(child, father, EMAIL, PROMOTION)));
        letter(id, child, mother);
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isInstanceOf(Done.class);
        assertThat(ledger.history(child)).extracting(LedgerEntry::representativeId).containsExactly(father, mother);
        assertThat(ledger.history(child)).last()
                .satisfies(grant -> assertThat(grant.evidence()).containsEntry("message", "7.1"));
    }

    @Test
    void whoMayNotSpeakForThePatientAnyMoreConfirmsNothing() {
        long child = clinic.child();
        long guardian = clinic.representative(child, null, LocalDate.of(2026, 11, 19));
        long id = sent(confirmations.ask(wish(child, guardian, EMAIL, PROMOTION)));
        assertThat(confirmations.open(token(id))).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(confirmations.open(token(id))).isEmpty();
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new Expired());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocked_at = now()", "erased_at = now()", "deceased = true", "incapable = true",
            "birth_date = '2019-03-01'"})
    void nothingIsConfirmedForWhomNobodyMaySpeak(String change) {
        long id = ask(EMAIL, PROMOTION);
        clinic.with(patient, change);
        assertThat(confirmations.open(token(id))).isEmpty();
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new Expired());
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING)).isEqualTo(new Expired());
    }

    @Test
    void accessIsProvedByItsCodeAndNotByALink() {
        long id = sent(confirmations.askAccess(patient, null, EMAIL, ASKING));
        assertThat(confirmations.open(token(id))).isEmpty();
        assertThat(confirmations.confirm(token(id), CONFIRMING)).isEqualTo(new Unknown());
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING))
                .isEqualTo(new Done(ConfirmationKind.ACCESS, patient, Set.of()));
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING)).isEqualTo(new AlreadyDone());
        assertThat(ledger.history(patient)).isEmpty();
    }

    @Test
    void aCodeForAccessByEmailWorksForAnHour() {
        long id = sent(confirmations.askAccess(patient, null, EMAIL, ASKING));
        clock.advance(Duration.ofMinutes(60));
        assertThat(confirmations.confirmByCode(id, code(id), CONFIRMING)).isEqualTo(new Expired());
    }

    @Test
    void noOtherLinkConfirms() {
        long id = ask(EMAIL, PROMOTION);
        String unsubscribe = links.unsubscribe(new LinkTarget(id, PROMOTION, EMAIL, 1, 1)).getPath().substring(3);
        for (String token : List.of(unsubscribe, links.codePage(id), token(id + 1), "", "x".repeat(36))) {
            assertThat(confirmations.open(token)).isEmpty();
            assertThat(confirmations.confirm(token, CONFIRMING)).isEqualTo(new Unknown());
        }
        assertThat(confirmations.confirmByCode(id + 1, code(id), CONFIRMING)).isEqualTo(new Unknown());
        assertThat(states()).containsExactly("PROMOTION EMAIL UNCONFIRMED");
    }

    @Test
    void onlyMarketingIsOptedInTo() {
        assertThatIllegalArgumentException().isThrownBy(() -> ask(EMAIL, Purpose.APPOINTMENT));
    }

    private long ask(Channel channel, Purpose... purposes) {
        return sent(asking(null, channel, purposes));
    }

    private Asked asking(@Nullable Long representative, Channel channel, Purpose... purposes) {
        return confirmations.ask(wish(patient, representative, channel, purposes));
    }

    private static OptIn wish(long patient, @Nullable Long representative, Channel channel, Purpose... purposes) {
        var wordings = new EnumMap<Purpose, String>(Purpose.class);
        List.of(purposes).forEach(purpose -> wordings.put(purpose, "1"));
        return new OptIn(patient, representative, Set.of(purposes), channel, Source.FORM, wordings, ASKING);
    }

    private static long sent(Asked asked) {
        assertThat(asked).isInstanceOf(Sent.class);
        return ((Sent) asked).confirmation();
    }

    private void letter(long confirmation, long patient, long reader) {
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel)
                values (7, 1, '2026-11-18', 'k:' || :confirmation || ':1', :patient, :reader, 'EMAIL')
                """).param("confirmation", confirmation).param("patient", patient).param("reader", reader).update();
    }

    private String token(long confirmation) {
        return links.confirmation(confirmation).getPath().substring("/c/".length());
    }

    private String code(long confirmation) {
        return jdbc.sql("select code from confirmation where id = ?").param(confirmation).query(String.class).single();
    }

    private String wrong(long confirmation) {
        return code(confirmation).equals("000000") ? "000001" : "000000";
    }

    private List<String> states() {
        return jdbc.sql("""
                select concat_ws(' ', purpose, channel, state) as state from consent where patient_id = :patient
                order by purpose, channel
                """).param("patient", patient).query((row, _) -> row.getString("state")).list();
    }
}
