package vestnik.console;

import com.deque.html.axecore.results.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import vestnik.test.Chromium;

/// A real Chromium, as wide as a test wants, and its eyes for what people with a disability would miss.
final class Browser {

    private final Chromium chromium;
    private final ChromeDriver driver;
    private final String base;

    Browser(int port, String language) {
        this.chromium = Chromium.asNew(language);
        this.driver = chromium.driver();
        this.base = "http://127.0.0.1:" + port;
    }

    Browser wide(int width) {
        chromium.wide(width);
        return this;
    }

    Browser withoutScripts() {
        chromium.allowScripts(false);
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
        chromium.follow(By.cssSelector(css));
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

    List<String> barriers() {
        return chromium.inspect().getViolations().stream().map(Browser::describe).toList();
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
        chromium.photograph(file);
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
