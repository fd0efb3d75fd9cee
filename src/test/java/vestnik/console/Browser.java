package vestnik.console;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real Chromium, as wide as a test wants, and its eyes for what people with a disability would miss.
final class Browser implements AutoCloseable {

    private final ChromeDriver driver;
    private final String base;

    Browser(int port, String language) {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options(language));
        this.base = "http://127.0.0.1:" + port;
    }

    private static ChromeOptions options(String language) {
        var options = new ChromeOptions();
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + emptyDirectory(), "--lang=" + language);
        return options;
    }

    Browser wide(int width) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
        return this;
    }

    Browser withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    Browser open(String path) {
        driver.get(base + path);
        return this;
    }

    Browser signIn(String name, String password) {
        open("/login");
        driver.findElement(By.name("username")).sendKeys(name);
        driver.findElement(By.name("password")).sendKeys(password);
        follow("main button");
        return this;
    }

    /// Fills in a field.
    Browser type(String name, String text) {
        driver.findElement(By.name(name)).sendKeys(text);
        return this;
    }

    /// Opens everything that can be opened on the page.
    void unfold() {
        driver.executeScript("document.querySelectorAll('details').forEach(part => part.open = true)");
    }

    /// Clicks, and waits until another page is there.
    void follow(String css) {
        WebElement page = driver.findElement(By.tagName("html"));
        driver.findElement(By.cssSelector(css)).click();
        new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(20)).ignoring(WebDriverException.class)
                .until(ExpectedConditions.stalenessOf(page));
    }

    String text(String css) {
        return read(() -> driver.findElement(By.cssSelector(css)).getText());
    }

    List<String> texts(String css) {
        return read(() -> driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList());
    }

    /// Reads again when a page that refreshes itself has put another element in the place of the one just found.
    private <T> T read(Supplier<T> reading) {
        return new WebDriverWait(driver, Duration.ofSeconds(5), Duration.ofMillis(20))
                .ignoring(StaleElementReferenceException.class).until(_ -> reading.get());
    }

    String path() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(base.length());
    }

    // The other mode opens a window for each page, which is for frames of other origins; we have no frames.
    @SuppressWarnings("deprecation")
    List<String> barriers() {
        return new AxeBuilder().setLegacyMode(true).analyze(driver).getViolations().stream().map(Browser::describe)
                .toList();
    }

    /// Pixels by which the page is wider than the window.
    long overflow() {
        return (Long) Objects.requireNonNull(driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /// What the browser complained of since it was asked last: broken policies, missing files, failing scripts.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
    }

    void photograph(Path file) {
        var picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, Base64.getDecoder().decode((String) Objects.requireNonNull(picture.get("data"))));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("chromium");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
