package vestnik.receipt.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.ConsentLedger;
import vestnik.consent.Gate;
import vestnik.consent.LedgerEntry;
import vestnik.consent.Source;
import vestnik.consent.Suppression;
import vestnik.consent.SuppressionReason;
import vestnik.consent.Suppressions;
import vestnik.consent.Withheld;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.twilio.TwilioStandIn;
import vestnik.vocabulary.Purpose;

@VestnikTest
class TwilioInboundHookTest {

    private static final String SILENCE = "200 <?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";
    private static final String PHONE = "+79165550101";

    @Autowired
    JdbcClient jdbc;
    @Autowired
    ConsentLedger ledger;
    @Autowired
    Suppressions suppressions;
    @Autowired
    Gate gate;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    @LocalServerPort
    int port;
    @Value("${vestnik.sms.twilio.auth-token}")
    String authToken;
    @Value("${vestnik.public-url}")
    String publicUrl;
    Clinic clinic;
    TwilioStandIn twilio;
    long patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        twilio = TwilioStandIn.start(0, authToken);
        patient = clinic.with(clinic.patient(), "phone = '" + PHONE + "'");
    }

    @AfterEach
    void close() {
        twilio.close();
        clinic.close();
        jdbc.sql("delete from suppression").update();
    }

    @Test
    void stopSilencesThePhoneAndWithdrawsAllMarketingBySms() {
        clinic.grants(patient, PROMOTION, SMS);
        clinic.grants(patient, PROMOTION, EMAIL);
        sent(patient, null);
        assertThat(says("STOP")).isEqualTo("200 <?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>"
                + "Мой доктор: больше не будем писать на этот номер. Если передумаете, ответьте СТАРТ."
                + "</Message></Response>");
        assertThat(states(patient)).containsExactly("PARTNER SMS WITHDRAWN", "PROMOTION EMAIL GRANTED",
                "PROMOTION SMS WITHDRAWN", "REVIEW SMS WITHDRAWN");
        assertThat(suppression()).map(Suppression::reason).contains(SuppressionReason.STOP);
        assertThat(gate.explain(patient, clock.instant()))
                .filteredOn(answer -> answer.channel() == SMS && answer.purpose() == Purpose.APPOINTMENT)
                .extracting(Gate.Answer::reason).containsExactly(Optional.of(Withheld.SUPPRESSED));
    }

    @Test
    void provesTheStop() {
        int ordinal = sent(patient, null);
        String sid = sid();
        says(PHONE, sid, "Стоп", null);
        assertThat(ledger.history(patient)).hasSize(3).allSatisfy(entry -> {
            assertThat(entry.source()).isEqualTo(Source.SMS_REPLY);
            assertThat(entry.actor()).isEqualTo("patient");
            assertThat(entry.evidence())
                    .isEqualTo(Map.of("sid", sid, "keyword", "STOP", "message", "7." + ordinal));
        });
        assertThat(replies()).containsExactly("7." + ordinal + " " + sid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", " Stop! ", "STOP ALL", "stop-all", "Unsubscribe", "CANCEL", "end", "quit.",
            "Revoke",
            "opt out", "OPT-OUT", "стоп", "Стоп!!!", "С Т О П", "отписка", "ОТПИСКА.", "Отписаться", "ＳＴＯＰ"})
    void understandsStop(String body) {
        says(body);
        assertThat(suppression()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Спасибо", "ok", "don't stop", "Стоп цены?", "yesterday", "0", "👍"})
    void notesAnythingElseAsAReply(String body) {
        int ordinal = sent(patient, null);
        String sid = sid();
        assertThat(says(PHONE, sid, body, null)).isEqualTo(SILENCE);
        assertThat(suppression()).isEmpty();
        assertThat(ledger.history(patient)).isEmpty();
        assertThat(replies()).containsExactly("7." + ordinal + " " + sid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "yes", "UnStop", "старт", "Да"})
    void startTakesBackJustWhatThatStopWithdrew(String word) {
        clinic.grants(patient, PROMOTION, SMS);
        clinic.grants(patient, REVIEW, SMS);
        clinic.withdraws(patient, REVIEW, SMS);
        sent(patient, null);
        says("STOP");
        assertThat(says(word)).contains("снова пишем на этот номер");
        assertThat(states(patient)).containsExactly("PARTNER SMS WITHDRAWN", "PROMOTION SMS GRANTED",
                "REVIEW SMS WITHDRAWN");
        assertThat(suppression()).isEmpty();
    }

    @Test
    void startGrantsNothingThatWasWithdrawnOtherwise() {
        clinic.grants(patient, PROMOTION, SMS);
        sent(patient, null);
        says("STOP");
        clinic.grants(patient, PROMOTION, SMS);
        clinic.withdraws(patient, PROMOTION, SMS);
        says("START");
        assertThat(states(patient)).contains("PROMOTION SMS WITHDRAWN");
        assertThat(suppression()).isEmpty();
    }

    @Test
    void startGrantsNothingToWhomNobodyStopped() {
        assertThat(says("START")).contains("снова пишем");
        assertThat(ledger.history(patient)).isEmpty();
    }

    @Test
    void startDoesNotLiftWhatOthersForbade() {
        suppressions.suppress(SMS, PHONE, SuppressionReason.STAFF, "staff:anna", null);
        assertThat(says("START")).isEqualTo(SILENCE);
        assertThat(suppression()).isPresent();
    }

    @Test
    void aReplyThatComesTwiceChangesNothingMore() {
        clinic.grants(patient, PROMOTION, SMS);
        sent(patient, null);
        String stop = sid();
        String first = says(PHONE, stop, "STOP", null);
        assertThat(says(PHONE, stop, "STOP", null)).isEqualTo(first);
        assertThat(ledger.history(patient)).hasSize(4);
        String start = sid();
        says(PHONE, start, "START", null);
        says(PHONE, start, "START", null);
        says(PHONE, stop, "STOP", null);
        assertThat(ledger.history(patient)).hasSize(5);
        assertThat(suppression()).isEmpty();
        assertThat(replies()).hasSize(2);
    }

    @Test
    void othersWhoShareThePhoneKeepTheirConsents() {
        long husband = clinic.with(clinic.patient(), "phone = '" + PHONE + "'");
        clinic.grants(patient, PROMOTION, SMS);
        clinic.grants(husband, PROMOTION, SMS);
        sent(husband, null);
        clock.advance(Duration.ofMinutes(1));
        sent(patient, null);
        says("STOP");
        assertThat(states(patient)).contains("PROMOTION SMS WITHDRAWN");
        assertThat(states(husband)).containsExactly("PROMOTION SMS GRANTED");
        assertThat(gate.explain(husband, clock.instant()))
                .filteredOn(answer -> answer.channel() == SMS && answer.purpose() == PROMOTION)
                .extracting(Gate.Answer::reason).containsExactly(Optional.of(Withheld.SUPPRESSED));
        says("START");
        assertThat(states(patient)).contains("PROMOTION SMS GRANTED");
        assertThat(ledger.history(husband)).hasSize(1);
    }

    @Test
    void aRepresentativeStopsForEveryWardReadAtThePhone() {
        long child = clinic.child();
        long other = clinic.child();
        long mother = clinic.representative(child, null, null);
        clinic.represent(mother, other, null, null);
        clinic.withRepresentative(mother, "phone = '" + PHONE + "', locale = 'en'");
        clinic.grants(mother, other, PROMOTION, SMS);
        clinic.grants(patient, PROMOTION, SMS);
        sent(child, mother);
        assertThat(says("STOP")).contains("we will not write to this number any more");
        assertThat(states(child)).contains("PROMOTION SMS WITHDRAWN");
        assertThat(states(other)).contains("PROMOTION SMS WITHDRAWN");
        assertThat(ledger.history(other)).last().extracting(LedgerEntry::representativeId, LedgerEntry::actor)
                .containsExactly(mother, "representative");
        assertThat(states(patient)).containsExactly("PROMOTION SMS GRANTED");
        says("START");
        assertThat(states(other)).contains("PROMOTION SMS GRANTED");
        assertThat(states(child)).contains("PROMOTION SMS WITHDRAWN");
    }

    @Test
    void withoutAnyMessageKnownEverybodyAtThePhoneStops() {
        long husband = clinic.with(clinic.patient(), "phone = '" + PHONE + "'");
        says("STOP");
        assertThat(states(patient)).hasSize(3).allMatch(state -> state.endsWith("WITHDRAWN"));
        assertThat(states(husband)).hasSize(3).allMatch(state -> state.endsWith("WITHDRAWN"));
    }

    @Test
    void aPhoneNobodyKnowsIsSilencedAllTheSame() {
        assertThat(says("+79165550199", sid(), "СТОП", null)).contains("больше не будем писать");
        assertThat(suppressions.find(SMS, "+79165550199")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "info", "помощь", "Помощь!"})
    void helpTellsWhoWrites(String word) {
        assertThat(says(word)).contains("Мой доктор: напоминания о визитах").contains("СТОП");
        assertThat(suppression()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"STOP, whatever", "STOP, START"})
    void whatTwilioUnderstoodWinsAndIsNotAnsweredTwice(String type, String body) {
        assertThat(says(PHONE, sid(), body, type)).isEqualTo(SILENCE);
        assertThat(suppression()).isPresent();
        assertThat(says(PHONE, sid(), "STOP", "START")).isEqualTo(SILENCE);
        assertThat(suppression()).isEmpty();
        assertThat(says(PHONE, sid(), "STOP", "HELP")).isEqualTo(SILENCE);
        assertThat(suppression()).isEmpty();
    }

    @Test
    void aStopNamesTheMessageItAnswersInTheReadersLanguage() {
        clinic.with(patient, "locale = 'en'");
        sent(patient, null);
        assertThat(says("СТОП")).contains("To take it back, reply START");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CLINIC", "whatsapp:+79165550101", "+0", "89165550101"})
    void ignoresWhatIsNoPhone(String from) {
        assertThat(says(from, sid(), "STOP", null)).isEqualTo(SILENCE);
        assertThat(jdbc.sql("select count(*) from suppression").query(Integer.class).single()).isZero();
    }

    @Test
    void refusesWhatIsForged() {
        try (var forger = TwilioStandIn.start(0, "ffffffffffffffffffffffffffffffff")) {
            assertThat(forger.receive(hook(), port, sms(PHONE, sid(), "STOP", null))).startsWith("403 ")
                    .contains("BAD_SIGNATURE");
        }
        assertThat(suppression()).isEmpty();
    }

    @Test
    void readingDoesNothing() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var get = HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/twilio/inbound?Body=STOP"));
            assertThat(client.send(get.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(405);
            var unsigned = get.POST(BodyPublishers.ofString("Body=STOP")).build();
            assertThat(client.send(unsigned, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        }
    }

    private String says(String body) {
        return says(PHONE, sid(), body, null);
    }

    private String says(String from, String sid, String body, @Nullable String optOutType) {
        return twilio.receive(hook(), port, sms(from, sid, body, optOutType));
    }

    private URI hook() {
        return URI.create(publicUrl + "/hooks/twilio/inbound");
    }

    private static Map<String, String> sms(String from, String sid, String body, @Nullable String optOutType) {
        var sms = new HashMap<>(Map.of("From", from, "To", "+15005550006", "Body", body, "MessageSid", sid));
        if (optOutType != null) {
            sms.put("OptOutType", optOutType);
        }
        return sms;
    }

    private static String sid() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }

    /// An SMS of ours that was handed over; returns its ordinal.
    private int sent(long to, @Nullable Long reader) {
        int ordinal = jdbc.sql("select count(*) + 1 from message").query(Integer.class).single();
        jdbc.sql("""
                with planned as (
                  insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel)
                  values (7, :ordinal, '2026-11-18', 'r:' || :ordinal || ':1:3d', :patient, :reader, 'SMS')
                )
                insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
                values (7, :ordinal, 1, '2026-11-18', :at, gen_random_uuid())
                """).param("ordinal", ordinal).param("patient", to).param("reader", reader)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return ordinal;
    }

    private Optional<Suppression> suppression() {
        return suppressions.find(SMS, PHONE);
    }

    private List<String> states(long whose) {
        return jdbc.sql("""
                select concat_ws(' ', purpose, channel, state) as state from consent where patient_id = :patient
                order by purpose, channel
                """).param("patient", whose).query((row, _) -> Objects.requireNonNull(row.getString("state"))).list();
    }

    private List<String> replies() {
        return jdbc.sql("""
                select mailing_id || '.' || ordinal || ' ' || reference as reply from receipt where kind = 'REPLIED'
                order by reference
                """).query((row, _) -> Objects.requireNonNull(row.getString("reply"))).list();
    }
}
