package io.storeledger.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeledger.common.config.Secret;
import io.storeledger.common.trace.Tracing;
import io.storeledger.console.access.Access;
import io.storeledger.console.access.AccessConfig;
import io.storeledger.console.access.Role;
import io.storeledger.console.access.Sessions;
import io.storeledger.console.access.Token;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The page in a real Chromium. `-Dscreenshots=FOLDER` keeps the pictures of docs/images.
class PageIT {
    private static final FakeParts PARTS = new FakeParts(Clock.systemUTC());

    @TempDir private static Path profile;
    private static Browser browser;
    private static WebServer server;
    private static String page;

    @BeforeAll
    static void start() {
        browser = new Browser(profile);
        server = new WebServer("127.0.0.1", 0, List.of(PARTS));
        page = "http://127.0.0.1:" + server.port() + "/";
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void asAtTheBeginning() {
        PARTS.reset();
        browser.size(1200, 860);
        browser.dark(false);
        browser.complaints();
    }

    @Test
    void findsAnOrderByItsNumberWithTheKeyboardAloneAndShowsItsTimeline() {
        browser.open(page);
        browser.see(".recent li:nth-child(8)");
        browser.picture("records");

        browser.press("/");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("q");
        browser.press("1001", Keys.ENTER);

        assertThat(browser.see("main h1", "Order 1001").getText()).isEqualTo("Order 1001");
        assertThat(browser.see(".record-head .pill").getText()).isEqualTo("posted");
        List<WebElement> steps = browser.all(".picture > .step");
        assertThat(steps).hasSize(10);
        assertThat(steps.get(3).getText())
                .contains("Rejected", "DHL Express EU", "netsuite.outcomes", "partition 3");
        assertThat(steps.get(4).getText()).contains("Redriven by maria.keller");
        assertThat(browser.see(".pause", "1 h 52 min later").isDisplayed()).isTrue();
        assertThat(browser.see("dl.facts").getText()).contains("48213", "184.35 EUR");
        assertThat(browser.title()).isEqualTo("Order 1001 · Storeledger");
        browser.run("document.activeElement.blur()");
        browser.picture("timeline-light");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsAPayloadAClickAwayAndNeverAsMarkup() {
        browser.open(page + "#/record/k3x9abcd/order/1001");

        browser.see(".step button", "Payload").click();

        assertThat(browser.see("dialog pre").getText())
                .contains("\"total_inc_tax\": \"184.35\"", "<img src=x onerror=alert(1)>");
        assertThat(browser.all("dialog img")).isEmpty();
        browser.press(Keys.ESCAPE);
        browser.miss("dialog");
        assertThat(browser.focused().getText()).isEqualTo("Payload");
    }

    @Test
    void listsSeveralHits() {
        browser.open(page);
        browser.see("#q").sendKeys("jane@example.com", Keys.ENTER);

        browser.see(".hits a", "Customer 5512");
        assertThat(browser.all(".hits li")).hasSize(3);
        browser.see(".hits a", "Order 1001").sendKeys(Keys.ENTER);
        browser.see("main h1", "Order 1001");
    }

    @Test
    void saysThatNothingWasFoundAndWhatCanBeSearchedFor() {
        browser.open(page + "#/?q=nobody");

        assertThat(browser.see(".empty").getText())
                .contains("Nothing is known of “nobody”", "order number");
    }

    @Test
    void saysThatNothingHasHappenedYet() {
        PARTS.quiet();

        browser.open(page);
        assertThat(browser.see(".empty").getText()).contains("Nothing has happened yet");
        browser.open(page + "#/dead-letters");
        assertThat(browser.see(".empty").getText()).contains("No dead letters");
    }

    @Test
    void showsAnErrorAsTheSentenceThatTheConsoleAnswered() {
        browser.open(page + "#/record/k3x9abcd/order/4711");

        WebElement fault = browser.see(".fault");
        assertThat(fault.getText()).isEqualTo("Nothing is known of order 4711 of store k3x9abcd.");
        assertThat(fault.getDomAttribute("role")).isEqualTo("alert");
    }

    @Test
    void saysThatItIsCatchingUpAndGathersTriesThatFailedInARow() {
        browser.open(page + "#/record/k3x9abcd/order/1002");

        assertThat(browser.see(".behind").getText()).contains("1,204 records are left to read");
        assertThat(browser.see(".more summary").getText()).startsWith("4 more tries");
        assertThat(browser.all(".picture-box > .picture > .step")).hasSize(2);
    }

    @Test
    void redrivesDeadLettersAfterTheirDryRunWasLookedAt() {
        browser.open(page + "#/dead-letters");
        browser.see(".group h2", "Unmapped shipping");
        assertThat(browser.see("#letters").getText()).isEqualTo("17");
        browser.picture("dead-letters");

        browser.see(".group-head button", "Redrive").click();

        assertThat(browser.see("dialog .outcome", "Nothing has been written yet").getText())
                .contains("11 created", "2 changed", "1 skipped", "118 (DHL Express EU)");
        browser.picture("redrive");
        assertThat(PARTS.acts)
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.path("dryRun").asBoolean()).isTrue();
                    assertThat(act.path("reasonCode").asString()).isEqualTo("unmapped-shipping");
                    assertThat(act.path("mode").asString()).isEqualTo("refetch");
                });
        browser.see("dialog .buttons.end button", "Redrive 14 letters").click();
        browser.see("dialog .outcome", "They are on their way");
        assertThat(PARTS.acts.getLast().path("dryRun").asBoolean()).isFalse();
        browser.see("dialog .buttons.end button", "Close").click();
        browser.see(".empty", "No dead letters");
    }

    @Test
    void dropsALetterOnlyWithAWordOnWhy() {
        browser.open(page + "#/dead-letters");
        browser.see("[aria-label='Drop Order 1187']").click();

        browser.see("dialog .danger").click();
        browser.see("dialog .fault", "Write why");
        assertThat(PARTS.acts).isEmpty();
        browser.press("a test order of ours");
        browser.see("dialog .danger").click();

        browser.see("dialog .outcome", "put aside");
        assertThat(PARTS.acts.getFirst().path("note").asString()).isEqualTo("a test order of ours");
        assertThat(PARTS.acts.getFirst().at("/places/0/offset").asLong()).isEqualTo(3);
    }

    @Test
    void showsWhatFlowsNowAndAsksAgain() {
        browser.open(page + "#/flow");

        assertThat(browser.see(".hops").getText())
                .contains("Orders", "bigcommerce.orders", "9.4", "131", "38 s", "1.2 s", "5.0 s");
        assertThat(browser.see(".meters").getText()).contains("9 of 12", "412 of 450");
        browser.run("window.row = document.querySelector('.hops tbody tr')");
        browser.await("document.querySelector('.spark polyline').points.numberOfItems > 2");
        assertThat(browser.run("return window.row === document.querySelector('.hops tbody tr')"))
                .as("the row is the same one, so nothing flickers")
                .isEqualTo(true);
        browser.picture("flow");
    }

    @Test
    void showsAReconciliationAndRepairs() {
        browser.open(page + "#/reconciliations");
        browser.see(".runs a").click();

        assertThat(browser.see(".findings").getText())
                .contains("Order 998", "Refund 963/71", "€121.00", "€120.00");
        assertThat(browser.see("a[download]").getDomAttribute("href"))
                .isEqualTo("/api/v1/reconciliations/rc-2041.csv");
        browser.picture("reconciliation");
        browser.see("button", "Repair").click();
        browser.see(".empty", "Nothing is missing");

        assertThat(PARTS.acts.getFirst().path("repair").asBoolean()).isTrue();
    }

    @Test
    void reconcilesAPeriodAndSaysWhatIsWrongWithIt() {
        browser.open(page + "#/reconciliations");
        WebElement connection = browser.see("#connection");
        connection.sendKeys("nowhere");
        browser.see(".run button").click();

        browser.see(".run .fault", "There is no connection of this name; there is main.");
    }

    @Test
    void fitsAPhoneWithoutScrollingSideways() {
        browser.size(360, 740);
        for (String view :
                List.of(
                        "",
                        "record/k3x9abcd/order/1001",
                        "flow",
                        "dead-letters",
                        "reconciliations",
                        "reconciliations/rc-2041")) {
            browser.open(page + "#/" + view);
            browser.see("main h1");
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as(view)
                    .isEqualTo(360L);
        }
        browser.open(page + "#/record/k3x9abcd/order/1001");
        browser.see(".step");
        browser.picture("timeline-phone");
    }

    @Test
    void letsSomebodySignInAndShowsNoPayloadsAndNoActsToWhoMayNot() {
        var config =
                new AccessConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofHours(1),
                        List.of(
                                new Token(
                                        "lena",
                                        Set.of(Role.LOOK),
                                        Secret.of("lenas-own-token-16"))),
                        Optional.empty());
        Clock clock = Clock.systemUTC();
        var access =
                new Access(
                        config, new Sessions(clock, new SecureRandom(), config.session()), clock);
        try (var guarded =
                new WebServer(
                        "127.0.0.1", 0, access, Optional.empty(), Tracing.OFF, List.of(PARTS))) {
            String address = "http://127.0.0.1:" + guarded.port() + "/";
            browser.open(address + "#/flow");
            browser.see("#token").sendKeys("not a token", Keys.ENTER);
            browser.see(".fault", "Nobody has this token");
            browser.press("lenas-own-token-16", Keys.ENTER);

            browser.see(".recent li");
            assertThat(browser.see("#who").getText()).contains("lena", "Sign out");
            browser.open(address + "#/record/k3x9abcd/order/1001");
            browser.see("main", "shown only to who has the role PAYLOADS");
            assertThat(browser.all(".step button")).isEmpty();
            browser.open(address + "#/dead-letters");
            browser.see(".lead", "one needs the role ACT");
            assertThat(browser.all("main button")).isEmpty();

            browser.see("#who button", "Sign out").click();
            browser.see("#token");
        }
    }

    @Test
    void isDarkWhereTheSystemIs() {
        browser.dark(true);
        browser.open(page + "#/record/k3x9abcd/order/1001");

        browser.see(".step");
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(18, 20, 24)");
        browser.picture("timeline-dark");
    }

    @Test
    void isUsableByKeyboard() {
        browser.open(page);
        browser.see(".recent li");

        browser.tab();
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getTagName()).isEqualTo("main");
        browser.tab();
        assertThat(browser.focused().getText()).contains("Order 1188");
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.press(Keys.ENTER);
        browser.see(".fault");
        assertThat(browser.all("h1, [role=alert]")).isNotEmpty();
    }
}
