package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.PROMOTION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.consent.Reach;
import vestnik.consent.WithdrawalBarrier;
import vestnik.test.VestnikTest;

/// With a sender that does not ask again in time.
@VestnikTest
@Import(StillOnItsWayTest.StuckSender.class)
class StillOnItsWayTest {

    @TestConfiguration
    static class StuckSender {

        @Bean
        WithdrawalBarrier stuckSender() {
            return stopped -> patients -> Reach.MAY_STILL_ARRIVE;
        }
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    @LocalServerPort
    int port;

    Mailbox mailbox;
    Client client;

    @BeforeEach
    void open() {
        mailbox = new Mailbox(jdbc, links);
        client = new Client(port);
    }

    @ParameterizedTest
    @CsvSource({"en,'',A message that was already on its way may still arrive.",
            "ru,/everything,'Сообщение, которое уже было в пути, может ещё прийти.'"})
    void thePageSaysSoAndItIsRecorded(String locale, String act, String sentence) {
        long patient = mailbox.patient(locale);
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        assertThat(client.post(link + act).body()).contains(sentence);
        assertThat(unconfirmed(patient)).isEqualTo(1);
        assertThat(mailbox.state(patient)).contains("PROMOTION EMAIL WITHDRAWN");
    }

    @Test
    void thePreferencePageSaysSoOfWhatIsStoppedAndOfAPause() {
        long patient = mailbox.patient("en");
        mailbox.grant(patient, PROMOTION, EMAIL, null);
        String page = mailbox.link(patient, PROMOTION, EMAIL, null).replace("/u/", "/p/");
        Form unchanged = Form.on(client.send("GET", page).body(), "patient", "");
        assertThat(client.send("POST", page, Client.FORM, unchanged.encoded()).body())
                .doesNotContain("may still arrive");
        assertThat(client.send("POST", page, Client.FORM, unchanged.set("pause", "2026-12-18").encoded()).body())
                .contains("may still arrive");
        assertThat(client.send("POST", page, Client.FORM, unchanged.set("pause", "").without("on").encoded()).body())
                .contains("may still arrive");
        assertThat(unconfirmed(patient)).isEqualTo(2);
    }

    @Test
    void readingDoesNotSaySo() {
        long patient = mailbox.patient("en");
        String link = mailbox.link(patient, PROMOTION, EMAIL, null);
        client.post(link);
        assertThat(client.send("GET", link).body()).doesNotContain("may still arrive");
        assertThat(unconfirmed(patient)).isEqualTo(1);
    }

    private int unconfirmed(long patient) {
        return jdbc.sql("select count(*) from unconfirmed_stop where patient_id = ?").param(patient)
                .query(Integer.class).single();
    }
}
