package io.storeledger.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real Chromium without a window. With `-Dscreenshots=FOLDER` it keeps pictures of what it sees.
final class Browser implements AutoCloseable {
    private static final List<Path> PROGRAMS =
            List.of(
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/google-chrome"),
                    Path.of("/opt/google/chrome/chrome"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /// Kept, or its level would be forgotten: it warns of every Chromium newer than itself.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    /// Skips the tests where there is no Chromium, but never in CI.
    Browser(Path profile) {
        SELENIUM.setLevel(Level.SEVERE);
        Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
        boolean there = program.isPresent() && Files.isExecutable(DRIVER);
        String missing =
                "no Chromium here, so the page is not looked at; apt-get install chromium"
                        + " chromium-driver";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(missing).isTrue();
        }
        assumeThat(there).as(missing).isTrue();
        var options = new ChromeOptions();
        options.setBinary(program.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-prefers-reduced-motion",
                "--hide-scrollbars",
                "--lang=en-GB",
                "--user-data-dir=" + profile);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver =
                new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(DRIVER.toFile())
                                .usingAnyFreePort()
                                .withEnvironment(Map.of("TZ", noon()))
                                .build(),
                        options);
    }

    /// A time zone where it is about noon: what happened hours ago happened today there, whenever
    /// the tests run.
    private static String noon() {
        int east = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        // the names of these zones count westwards
        return "Etc/GMT%+d".formatted(-east);
    }

    /// Sets the size of the page in CSS pixels.
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 500));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    /// Opens an address from the beginning, whatever was shown before.
    void open(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    /// The first visible element, as soon as it is there.
    WebElement see(String selector) {
        return see(selector, "");
    }

    /// The first visible element with a text in it, as soon as it is there.
    WebElement see(String selector, String text) {
        return soon("%s with \"%s\"".formatted(selector, text))
                .until(
                        () ->
                                all(selector).stream()
                                        .filter(WebElement::isDisplayed)
                                        .filter(element -> element.getText().contains(text))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// Waits until there is none.
    void miss(String selector) {
        soon("no " + selector).until(() -> all(selector).isEmpty());
    }

    /// Waits until an expression of the page's own language is true.
    void await(String expression) {
        soon(expression).until(() -> Boolean.TRUE.equals(run("return " + expression)));
    }

    private static ConditionFactory soon(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(8))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                .pollInSameThread()
                .ignoreException(StaleElementReferenceException.class);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /// Presses keys where the focus is.
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void tab() {
        press(Keys.TAB);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    String title() {
        return driver.getTitle();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /// What the browser complained of: a blocked resource, an error in a script.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    /// Keeps a picture if somebody asked for pictures.
    void picture(String name) {
        String folder = System.getProperty("screenshots");
        if (folder == null) {
            return;
        }
        try {
            Path kept = Path.of(folder);
            Files.createDirectories(kept);
            Files.write(kept.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
