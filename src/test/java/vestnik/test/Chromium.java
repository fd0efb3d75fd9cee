package vestnik.test;

import com.deque.html.axecore.selenium.AxeBuilder;
import com.deque.html.axecore.results.Results;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.util.FileSystemUtils;

/// One real Chromium for all tests of this process, for one at a time. Whoever takes it finds it as if it were new.
public final class Chromium {

    private static @Nullable Chromium running;

    private final ChromeDriver driver;

    private Chromium(Path profile) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        var options = new ChromeOptions();
        options.setCapability("goog:loggingPrefs", logs);
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver")).usingAnyFreePort().build(), options);
    }

    /// Chromium without cookies, as wide as it comes, with scripts, asking for pages in this language.
    public static synchronized Chromium asNew(String language) {
        Chromium chromium = running == null ? start() : running;
        running = chromium;
        chromium.forget(language);
        return chromium;
    }

    private static Chromium start() {
        try {
            Path profile = Files.createTempDirectory("chromium");
            var chromium = new Chromium(profile);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                chromium.driver.quit();
                FileSystemUtils.deleteRecursively(profile.toFile());
            }));
            return chromium;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void forget(String language) {
        driver.get("about:blank");
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        allowScripts(true);
        String agent = (String) driver.executeCdpCommand("Browser.getVersion", Map.of()).get("userAgent");
        driver.executeCdpCommand("Emulation.setUserAgentOverride",
                Map.of("userAgent", Objects.requireNonNull(agent), "acceptLanguage", language));
        driver.manage().logs().get(LogType.BROWSER);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /// Headless windows are at least 500 wide; a phone is emulated by the metrics of the device.
    public void wide(int width) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    public void allowScripts(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /// Clicks, and waits until another page is there.
    public void follow(By what) {
        WebElement page = driver.findElement(By.tagName("html"));
        driver.findElement(what).click();
        new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(20)).ignoring(WebDriverException.class)
                .until(ExpectedConditions.stalenessOf(page));
    }

    /// What axe finds on the page that would keep somebody from using it. Its other mode opens a window for each page, which is for
    /// frames of other origins; we have no frames.
    @SuppressWarnings("deprecation")
    public Results inspect() {
        return new AxeBuilder().setLegacyMode(true).analyze(driver);
    }

    /// The whole page, also what does not fit the window.
    public void photograph(Path file) {
        var picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, Base64.getDecoder().decode((String) Objects.requireNonNull(picture.get("data"))));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
