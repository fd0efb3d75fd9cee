package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import vestnik.test.Chromium;

/// A real Chromium in a patient's hand: as wide as their screen, with scripts or without.
final class PatientBrowser {

    private static final Path SCREENS = Path.of("target", "screens", "patient");

    private final Chromium chromium = Chromium.asNew("ru");
    private final ChromeDriver driver = chromium.driver();
    private final String base;
    private Screen screen = new Screen("ru", 360, true);

    PatientBrowser(int port) {
        base = "http://127.0.0.1:" + port;
    }

    void use(Screen other) {
        screen = other;
        chromium.wide(screen.width);
        chromium.allowScripts(screen.scripts);
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
        chromium.follow(what);
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
    /// used; axe itself is one, and runs on the page that came of that.
    void check(String state) {
        chromium.photograph(SCREENS.resolve("%s-%s.png".formatted(state, screen)));
        chromium.allowScripts(true);
        var findings = chromium.inspect();
        assertThat(findings.getPasses()).as("axe has looked").isNotEmpty();
        assertThat(findings.getViolations()).as(state).isEmpty();
        assertThat(number("document.documentElement.scrollWidth")).as("nothing is cut off at the side")
                .isLessThanOrEqualTo(number("window.innerWidth"));
        chromium.allowScripts(screen.scripts);
        assertThat(find("html").getDomAttribute("lang")).isEqualTo(screen.language);
    }

    private long number(String expression) {
        return (Long) Objects.requireNonNull(driver.executeScript("return " + expression));
    }

    /// What somebody reads on.
    record Screen(String language, int width, boolean scripts) {

        @Override
        public String toString() {
            return language + "-" + width + (scripts ? "" : "-no-script");
        }
    }
}
