package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class PatientPageInBrowserTest {

    private static final int JAVASCRIPT_BLOCKED = 2;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    @LocalServerPort
    int port;

    @TempDir
    Path profile;

    Mailbox mailbox;
    ChromeDriver browser;

    @BeforeEach
    void open() {
        mailbox = new Mailbox(jdbc, links);
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

    @Test
    void worksWithoutJavaScript() {
        browser.quit();
        browser = browser(Map.of("profile.managed_default_content_settings.javascript", JAVASCRIPT_BLOCKED));
        long patient = mailbox.patient("ru");
        mailbox.grant(patient, Purpose.PROMOTION, Channel.EMAIL, null);
        browser.get(url(mailbox.link(patient, Purpose.PROMOTION, Channel.EMAIL, null)));
        click(By.linkText("English"));
        assertThat(heading()).isEqualTo("Stop these messages?");
        click("main button");
        assertThat(heading()).describedAs("still English").isEqualTo("You are unsubscribed");
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
        Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
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
        new WebDriverWait(browser, Duration.ofSeconds(30)).until(ExpectedConditions.stalenessOf(page));
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
