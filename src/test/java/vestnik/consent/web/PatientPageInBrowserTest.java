package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Confirmations;
import vestnik.consent.Links;
import vestnik.consent.OptIn;
import vestnik.consent.Source;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class PatientPageInBrowserTest {

    private static final int JAVASCRIPT_BLOCKED = 2;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    Links links;

    @Autowired
    Confirmations confirmations;

    @LocalServerPort
    int port;

    @TempDir
    Path profile;

    Mailbox mailbox;
    Clinic clinic;
    ChromeDriver browser;

    @BeforeEach
    void open() {
        mailbox = new Mailbox(jdbc, links);
        clinic = new Clinic(source);
        browser = browser(Map.of());
    }

    @AfterEach
    void close() {
        browser.quit();
    }

    @ParameterizedTest
    @CsvSource({"ru,360,PROMOTION,EMAIL", "ru,1280,REVIEW,EMAIL", "en,360,APPOINTMENT,SMS", "en,1280,PARTNER,SMS"})
    void everyPageIsForEverybody(String locale, int width, Purpose purpose, Channel channel) throws IOException {
        setWidth(width);
        long patient = mailbox.patient(locale);
        mailbox.grant(patient, purpose, channel, null);
        browser.get(url(mailbox.link(patient, purpose, channel, null)));
        check("ask", locale, width);
        click("main button");
        check("stopped", locale, width);
        click("form[action*='/everything'] button");
        check("everything", locale, width);
        click("form[action*='/undo'] button");
        check("undone", locale, width);
        assertThat(browser.findElements(By.className("done"))).hasSize(1);
        assertThat(mailbox.state(patient)).contains(purpose + " " + channel + " GRANTED");
        browser.get(url("/u/broken?lang=" + locale));
        check("neutral", locale, width);
    }

    @ParameterizedTest
    @CsvSource({"ru,360", "ru,1280", "en,360", "en,1280"})
    void settingsAreForEverybody(String locale, int width) throws IOException {
        setWidth(width);
        long patient = clinic.with(clinic.patient(), "locale = '" + locale + "'");
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        String link = mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        browser.get(url(link));
        click("a[href*='/p/']");
        check("settings", locale, width);
        browser.findElement(By.cssSelector("[value='REVIEW.SMS']")).click();
        browser.findElement(By.cssSelector("[value='PROMOTION.EMAIL'][type=checkbox]")).click();
        click("main form button");
        check("saved", locale, width);
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN, REVIEW SMS UNCONFIRMED");
        browser.findElement(By.name("code")).sendKeys(code(patient));
        click("form[action*='/c/code'] button");
        check("confirmed", locale, width);
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN, REVIEW SMS GRANTED");
        browser.get(url(link.replace("/u/", "/p/")));
        setDay("2020-01-01");
        click("main form button");
        check("no-such-pause", locale, width);
        clinic.with(patient, "blocked_at = now()");
        browser.get(url(link.replace("/u/", "/p/")));
        check("blocked", locale, width);
    }

    @ParameterizedTest
    @CsvSource({"ru,360", "en,1280"})
    void settingsOfSeveralWardsAreForEverybody(String locale, int width) throws IOException {
        setWidth(width);
        long masha = clinic.child();
        long mother = clinic.representative(masha, null, null);
        clinic.withRepresentative(mother, "locale = '" + locale + "'");
        clinic.represent(mother, clinic.with(clinic.child(), "given_name = 'Паша'"), null, null);
        String link = mailbox.link(masha, Purpose.PROMOTION, Channel.SMS, mother).replace("/u/", "/p/");
        browser.get(url(link));
        check("wards", locale, width);
        click("a[href*='/data']");
        check("data", locale, width);
        click("main form button");
        check("data-code", locale, width);
        browser.findElement(By.name("code")).sendKeys("not a code");
        click("main form button");
        check("data-wrong-code", locale, width);
        browser.get(url(link + "/data"));
        browser.findElement(By.id("what-CORRECTION")).click();
        click("main form button");
        browser.findElement(By.name("code")).sendKeys(code(masha));
        click("main form button");
        check("data-done", locale, width);
        jdbc.sql("update representation set until_on = '2026-01-01' where representative_id = ?").param(mother)
                .update();
        browser.get(url(link));
        check("nobody", locale, width);
        browser.get(url(link + "/data"));
        check("data-nobody", locale, width);
    }

    @ParameterizedTest
    @CsvSource({"ru,360", "en,1280"})
    void theWayInIsForEverybody(String locale, int width) throws IOException {
        setWidth(width);
        long patient = clinic.with(clinic.patient(), "locale = '" + locale + "'");
        browser.get(url("/subscribe?lang=" + locale));
        check("subscribe", locale, width);
        browser.executeScript("document.querySelectorAll('[required]').forEach(field => field.required = false)");
        click("main form button");
        check("subscribe-wrong", locale, width);
        browser.findElement(By.name("contact")).sendKeys("nobody@patients.test");
        setDay("1980-05-17");
        browser.findElement(By.name("purpose")).click();
        click("main form button");
        check("subscribed", locale, width);
        browser.findElement(By.name("code")).sendKeys("000000");
        click("main form button");
        check("wrong-code", locale, width);
        String link = links.confirmation(asked(patient)).getPath();
        browser.get(url(link));
        check("confirm", locale, width);
        click("main form button");
        check("confirmed-by-link", locale, width);
        assertThat(mailbox.state(patient)).isEqualTo("PARTNER EMAIL GRANTED, PROMOTION EMAIL GRANTED");
        browser.get(url(link + "?lang=" + locale));
        check("unusable", locale, width);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void settingsWorkWithoutJavaScript(int width) throws IOException {
        browser.quit();
        browser = browser(Map.of("profile.managed_default_content_settings.javascript", JAVASCRIPT_BLOCKED));
        setWidth(width);
        long masha = clinic.child();
        long mother = clinic.representative(masha, null, null);
        long pasha = clinic.with(clinic.child(), "given_name = 'Паша'");
        clinic.represent(mother, pasha, null, null);
        clinic.grants(mother, pasha, Purpose.PROMOTION, Channel.EMAIL);
        browser.get(url(mailbox.link(masha, Purpose.PROMOTION, Channel.EMAIL, mother).replace("/u/", "/p/")));
        browser.findElement(By.xpath("//summary[.//h2[text()='Паша']]")).click();
        browser.findElement(By.cssSelector("details[open] [value='PROMOTION.EMAIL'][type=checkbox]")).click();
        click("details[open] form button");
        check("no-script-wards", "ru", width);
        assertThat(browser.findElement(By.cssSelector("details[open] summary")).getText()).isEqualTo("Паша");
        assertThat(mailbox.state(pasha)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
        browser.get(url("/subscribe?lang=en"));
        check("no-script-subscribe", "en", width);
        browser.findElement(By.name("contact")).sendKeys("nobody@patients.test");
        browser.findElement(By.name("birthDate")).sendKeys("05171980");
        browser.findElement(By.name("purpose")).click();
        click("main form button");
        assertThat(heading()).isEqualTo("One step is left");
        check("no-script-subscribed", "en", width);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void worksWithoutJavaScript(int width) throws IOException {
        browser.quit();
        browser = browser(Map.of("profile.managed_default_content_settings.javascript", JAVASCRIPT_BLOCKED));
        setWidth(width);
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        browser.get(url(mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null)));
        click(By.linkText("English"));
        assertThat(heading()).isEqualTo("Stop these messages?");
        check("no-script-ask", "en", width);
        click("main button");
        assertThat(heading()).describedAs("still English").isEqualTo("You are unsubscribed");
        check("no-script-stopped", "en", width);
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
        click("form[action*='/undo'] button");
        assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED");
    }

    @Test
    void theButtonIsReachedByKeyboardAndLargeEnoughForAThumb() {
        setWidth(360);
        browser.get(url(mailbox.link(mailbox.patient("en"), Purpose.PROMOTION, Channel.EMAIL, null)));
        assertThat(browser.findElement(By.cssSelector("main button")).getSize().height).isGreaterThanOrEqualTo(44);
        assertThat(browser.findElements(By.cssSelector("main button, nav a"))).allSatisfy(element -> {
            ((JavascriptExecutor) browser).executeScript("arguments[0].focus({focusVisible: true})", element);
            assertThat(element).isEqualTo(browser.switchTo().activeElement());
        });
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
        browser.executeScript("const other = document.querySelector('[value=other]'); if (other) other.checked = true;"
                + "const day = document.querySelector('[type=date]'); day.min = ''; day.value = '" + day + "'");
    }

    private void check(String state, String locale, int width) throws IOException {
        photograph("%s-%s-%d.png".formatted(state, locale, width));
        assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo(locale);
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                .describedAs("nothing is cut off at the side")
                .isLessThanOrEqualTo((Long) browser.executeScript("return window.innerWidth"));
    }

    private void photograph(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/screens/patient"));
        var picture = browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.write(folder.resolve(name), Base64.getDecoder().decode((String) picture.get("data")));
    }

    private String heading() {
        return browser.findElement(By.tagName("h1")).getText();
    }

    private void click(String selector) {
        click(By.cssSelector(selector));
    }

    private void click(By what) {
        var page = browser.findElement(By.tagName("html"));
        browser.findElement(what).click();
        new WebDriverWait(browser, Duration.ofSeconds(30)).ignoring(WebDriverException.class)
                .until(ExpectedConditions.stalenessOf(page));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    // Headless windows are at least 500 wide; a phone is emulated by the metrics of the device.
    private void setWidth(int width) {
        browser.manage().window().setSize(new Dimension(1280, 900));
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    private ChromeDriver browser(Map<String, Object> preferences) {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setExperimentalOption("prefs", preferences);
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile.resolve("profile" + preferences.size()));
        return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(
                new File("/usr/bin/chromedriver")).build(), options);
    }
}
