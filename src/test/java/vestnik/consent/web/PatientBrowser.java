package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real Chromium in a patient's hand: as wide as their screen, with scripts or without.
final class PatientBrowser implements AutoCloseable {

    private static final Path SCREENS = Path.of("target", "screens", "patient");

    private final ChromeDriver driver;
    private final String base;
    private Screen screen = new Screen("ru", 360, true);

    PatientBrowser(int port, Path profile) {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(
                new File("/usr/bin/chromedriver")).build(), options);
        base = "http://127.0.0.1:" + port;
    }

    // Headless windows are at least 500 wide; a phone is emulated by the metrics of the device.
    void use(Screen other) {
        screen = other;
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", screen.width, "height", 800,
                "deviceScaleFactor", 1, "mobile", screen.width < 500));
        allowScripts(screen.scripts);
    }

    void open(String path) {
        driver.get(base + path);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    String heading() {
        return find("h1").getText();
    }

    void type(String name, String text) {
        driver.findElement(By.name(name)).sendKeys(text);
    }

    void click(String selector) {
        click(By.cssSelector(selector));
    }

    /// Clicks, and waits until another page is there.
    void click(By what) {
        WebElement page = find("html");
        driver.findElement(what).click();
        new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(20)).ignoring(WebDriverException.class)
                .until(ExpectedConditions.stalenessOf(page));
    }

    WebElement focus(WebElement element) {
        driver.executeScript("arguments[0].focus({focusVisible: true})", element);
        return driver.switchTo().activeElement();
    }

    /// Enters what the browser itself would not let through.
    void force(String script) {
        driver.executeScript(script);
    }

    /// Photographs the page and looks for what keeps somebody from using it. Scripts are off while a page is loaded and
    /// used; axe itself is one, and runs on the page that came of that. Its other mode opens a window for each page, which is for
    /// frames of other origins; we have no frames.
    @SuppressWarnings("deprecation")
    void check(String state) {
        photograph("%s-%s.png".formatted(state, screen));
        allowScripts(true);
        var findings = new AxeBuilder().setLegacyMode(true).analyze(driver);
        assertThat(findings.getPasses()).as("axe has looked").isNotEmpty();
        assertThat(findings.getViolations()).as(state).isEmpty();
        assertThat(number("document.documentElement.scrollWidth")).as("nothing is cut off at the side")
                .isLessThanOrEqualTo(number("window.innerWidth"));
        allowScripts(screen.scripts);
        assertThat(find("html").getDomAttribute("lang")).isEqualTo(screen.language);
    }

    private long number(String expression) {
        return (Long) Objects.requireNonNull(driver.executeScript("return " + expression));
    }

    private void allowScripts(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    private void photograph(String name) {
        var picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.write(Files.createDirectories(SCREENS).resolve(name),
                    Base64.getDecoder().decode((String) Objects.requireNonNull(picture.get("data"))));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    /// What somebody reads on.
    record Screen(String language, int width, boolean scripts) {

        @Override
        public String toString() {
            return language + "-" + width + (scripts ? "" : "-no-script");
        }
    }
}
