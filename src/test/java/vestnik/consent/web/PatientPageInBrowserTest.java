package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Confirmations;
import vestnik.consent.Links;
import vestnik.consent.OptIn;
import vestnik.consent.Source;
import vestnik.consent.web.PatientBrowser.Screen;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Each walk is made on a phone and on a large screen, in both languages, with scripts and without.
@VestnikTest
class PatientPageInBrowserTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    Links links;

    @Autowired
    Confirmations confirmations;

    PatientBrowser browser;
    Mailbox mailbox;
    Clinic clinic;

    @BeforeEach
    void open(@LocalServerPort int port) {
        browser = new PatientBrowser(port);
        mailbox = new Mailbox(jdbc, links);
        clinic = new Clinic(source);
    }

    static Stream<Screen> screens() {
        return Stream.of(new Screen("ru", 360, false), new Screen("ru", 1280, true), new Screen("en", 360, true),
                new Screen("en", 1280, false));
    }

    @ParameterizedTest
    @CsvSource({"ru,360,true,PROMOTION,EMAIL", "ru,1280,false,REVIEW,EMAIL", "en,360,false,APPOINTMENT,SMS",
            "en,1280,true,PARTNER,SMS"})
    void anyoneStopsAndTakesItBack(String language, int width, boolean scripts, Purpose purpose, Channel channel) {
        browser.use(new Screen(language, width, scripts));
        long patient = mailbox.patient(language);
        mailbox.grant(patient, purpose, channel, null);
        browser.open(mailbox.link(patient, purpose, channel, null));
        browser.check("ask");
        browser.click("main button");
        browser.check("stopped");
        assertThat(mailbox.state(patient)).isEqualTo(purpose + " " + channel + " WITHDRAWN");
        browser.click("form[action*='/everything'] button");
        browser.check("everything");
        browser.click("form[action*='/undo'] button");
        browser.check("undone");
        assertThat(browser.all(".done")).hasSize(1);
        assertThat(mailbox.state(patient)).contains(purpose + " " + channel + " GRANTED");
        browser.open("/u/broken?lang=" + language);
        browser.check("neutral");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void anyoneSetsWhatComes(Screen screen) {
        browser.use(screen);
        long patient = clinic.with(clinic.patient(), "locale = '" + screen.language() + "'");
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        String link = mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        browser.open(link);
        browser.click("a[href*='/p/']");
        browser.check("settings");
        browser.find("[value='REVIEW.SMS']").click();
        browser.find("[value='PROMOTION.EMAIL'][type=checkbox]").click();
        browser.click("main form button");
        browser.check("saved");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN, REVIEW SMS UNCONFIRMED");
        browser.type("code", code(patient));
        browser.click("form[action*='/c/code'] button");
        browser.check("confirmed");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN, REVIEW SMS GRANTED");
        browser.open(link.replace("/u/", "/p/"));
        setDay("2020-01-01");
        browser.click("main form button");
        browser.check("no-such-pause");
        clinic.with(patient, "blocked_at = now()");
        browser.open(link.replace("/u/", "/p/"));
        browser.check("blocked");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void anyoneSetsWhatComesForSeveralWards(Screen screen) {
        browser.use(screen);
        long masha = clinic.child();
        long mother = clinic.representative(masha, null, null);
        long pasha = clinic.with(clinic.child(), "given_name = 'Паша'");
        clinic.withRepresentative(mother, "locale = '" + screen.language() + "'");
        clinic.represent(mother, pasha, null, null);
        clinic.grants(mother, pasha, Purpose.PROMOTION, Channel.SMS);
        browser.open(mailbox.link(masha, Purpose.PROMOTION, Channel.SMS, mother).replace("/u/", "/p/"));
        browser.check("wards");
        browser.find("details:nth-of-type(2) summary").click();
        browser.find("details[open] [value='PROMOTION.SMS'][type=checkbox]").click();
        browser.click("details[open] form button");
        browser.check("wards-saved");
        assertThat(browser.find("details[open] summary").getText()).isEqualTo("Паша");
        assertThat(mailbox.state(pasha)).isEqualTo("PROMOTION SMS WITHDRAWN");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void anyoneAsksForTheirData(Screen screen) {
        browser.use(screen);
        long masha = clinic.child();
        long mother = clinic.representative(masha, null, null);
        clinic.withRepresentative(mother, "locale = '" + screen.language() + "'");
        clinic.represent(mother, clinic.with(clinic.child(), "given_name = 'Паша'"), null, null);
        String link = mailbox.link(masha, Purpose.PROMOTION, Channel.SMS, mother).replace("/u/", "/p/");
        browser.open(link);
        browser.click("a[href*='/data']");
        browser.check("data");
        browser.click("main form button");
        browser.check("data-code");
        browser.type("code", "not a code");
        browser.click("main form button");
        browser.check("data-wrong-code");
        browser.open(link + "/data");
        browser.find("#what-CORRECTION").click();
        browser.click("main form button");
        browser.type("code", code(masha));
        browser.click("main form button");
        browser.check("data-done");
        jdbc.sql("update representation set until_on = '2026-01-01' where representative_id = ?").param(mother)
                .update();
        browser.open(link);
        browser.check("nobody");
        browser.open(link + "/data");
        browser.check("data-nobody");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void anyoneFindsTheWayIn(Screen screen) {
        browser.use(screen);
        long patient = clinic.with(clinic.patient(), "locale = '" + screen.language() + "'");
        browser.open("/subscribe?lang=" + screen.language());
        browser.check("subscribe");
        browser.force("document.querySelectorAll('[required]').forEach(field => field.required = false)");
        browser.click("main form button");
        browser.check("subscribe-wrong");
        browser.type("contact", "nobody@patients.test");
        setDay("1980-05-17");
        browser.find("[name=purpose]").click();
        browser.click("main form button");
        browser.check("subscribed");
        browser.type("code", "000000");
        browser.click("main form button");
        browser.check("wrong-code");
        String link = links.confirmation(asked(patient)).getPath();
        browser.open(link);
        browser.check("confirm");
        browser.click("main form button");
        browser.check("confirmed-by-link");
        assertThat(mailbox.state(patient)).isEqualTo("PARTNER EMAIL GRANTED, PROMOTION EMAIL GRANTED");
        browser.open(link + "?lang=" + screen.language());
        browser.check("unusable");
    }

    @Test
    void theLanguageThatWasChosenStays() {
        browser.use(new Screen("en", 360, false));
        long patient = mailbox.patient("ru");
        browser.open(mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null));
        browser.click(By.linkText("English"));
        assertThat(browser.heading()).isEqualTo("Stop these messages?");
        browser.click("main button");
        assertThat(browser.heading()).isEqualTo("You are unsubscribed");
    }

    @Test
    void theButtonIsReachedByKeyboardAndLargeEnoughForAThumb() {
        browser.use(new Screen("en", 360, true));
        browser.open(mailbox.link(mailbox.patient("en"), Purpose.PROMOTION, Channel.EMAIL, null));
        assertThat(browser.find("main button").getSize().height).isGreaterThanOrEqualTo(44);
        assertThat(browser.all("main button, nav a"))
                .allSatisfy(element -> assertThat(browser.focus(element)).isEqualTo(element));
    }

    private long asked(long patient) {
        var wish = new OptIn(patient, null, Set.of(Purpose.PROMOTION, Purpose.PARTNER), Channel.EMAIL, Source.FORM,
                Map.of(Purpose.PROMOTION, "1", Purpose.PARTNER, "1"), Map.of());
        return confirmations.ask(wish).awaited().orElseThrow();
    }

    private String code(long patient) {
        return jdbc.sql("select code from confirmation where patient_id = ? order by id desc limit 1").param(patient)
                .query(String.class).single();
    }

    private void setDay(String day) {
        browser.force("const other = document.querySelector('[value=other]'); if (other) other.checked = true;"
                + "const day = document.querySelector('[type=date]'); day.min = ''; day.value = '" + day + "'");
    }
}
