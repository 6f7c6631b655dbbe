package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import dev.saoma.testing.Axe;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The element in every state: axe, both themes, 400 %, forced colours, no motion. */
class AccessibilityTest extends SiteTest {
    @Test
    void hasNoViolationInAnyState() {
        Page page = States.open(visit);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        var found = new ArrayList<String>();
        for (String state : States.ALL) {
            States.show(page, state);
            Axe.violations(page).forEach(each -> found.add(state + " " + each));
        }
        assertThat(found).isEmpty();
    }

    @Test
    @Tag("full")
    void hasEnoughContrastInTheDarkInAnyState() {
        Page page = States.open(visit);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var found = new ArrayList<String>();
        for (String state : States.ALL) {
            States.show(page, state);
            Axe.contrast(page.mainFrame()).forEach(each -> found.add(state + " " + each));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void hasNoViolationWhileItWaits() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        assertState(page, "waiting");

        assertThat(Axe.violations(page)).isEmpty();
        assertThat(login(page).locator("iframe")).hasAttribute("title", Pattern.compile("QR code"));
    }

    @Test
    void hasOneLiveRegionInEveryState() {
        Page page = States.open(visit);
        for (String state : States.ALL) {
            States.show(page, state);
            assertThat(login(page).locator("[role=status]")).hasCount(1);
            assertThat(login(page).locator("[role=alert]")).hasCount(1);
            assertThat(login(page).locator("[aria-live], output, [role=log], [role=timer]"))
                    .hasCount(0);
        }
    }

    @Test
    void losesNothingAt400Percent() {
        try (Visit magnified =
                visit(new Browser.NewContextOptions().setLocale("en").setViewportSize(320, 256))) {
            Page page = States.open(magnified);
            for (String state : States.ALL) {
                States.show(page, state);
                assertThat(CutOff.of(page)).as(state).isEmpty();
            }
        }
    }

    @Test
    void standsStillForWhoeverAsksForThat() {
        Page page = States.open(visit);
        String animations = "document.querySelector('wechat-login').shadowRoot.getAnimations().length";
        States.show(page, "exchanging");
        assertThat((Integer) page.evaluate(animations)).isPositive();

        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));

        for (String state : States.ALL) {
            States.show(page, state);
            assertThat((Integer) page.evaluate(animations)).as(state).isZero();
        }
    }

    @Test
    void keepsItsEdgesInForcedColours() {
        Page page = States.open(visit);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        for (String state : List.of("idle", "newcomer", "error", "retryable")) {
            States.show(page, state);
            List<?> edges = (List<?>) page.evaluate("""
                    () => {
                      const { shadowRoot } = document.querySelector('wechat-login');
                      const nodes = [...shadowRoot.querySelectorAll('[part~=card], button')].filter((node) => node.offsetWidth);
                      return nodes.map((node) => {
                        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(node);
                        return borderTopStyle === 'solid' && parseFloat(borderTopWidth) >= 1 && borderTopColor !== backgroundColor;
                      });
                    }""");
            assertThat(edges).as(state).isNotEmpty().allMatch(Boolean.TRUE::equals);
            assertThat(Axe.violations(page)).as(state).isEmpty();
        }
    }
}
