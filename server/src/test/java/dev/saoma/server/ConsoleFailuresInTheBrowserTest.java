package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logins that fail for ten reasons: the console names each, who must act, and what to do. */
@ExtendWith(SharedChromium.class)
class ConsoleFailuresInTheBrowserTest {
    @TempDir
    private static Path folder;

    private static PlantedFailures planted;

    @BeforeAll
    static void plant() throws Exception {
        planted = PlantedFailures.in(folder);
    }

    @AfterAll
    static void close() {
        if (planted != null) {
            planted.close();
        }
    }

    @Test
    void areNamedWithWhoMustActAndWhatToDo(Chromium chromium) {
        try (var visit = new ConsoleVisit(planted.site(), chromium)) {
            Page page = visit.page();
            visit.signInWithKey("/logins");
            for (Map.Entry<String, String> failure : PlantedFailures.STEPS.entrySet()) {
                visit.open("/logins?code=" + failure.getKey());
                Locator stored =
                        page.locator("section[aria-labelledby=stored] tbody tr").first();
                assertThat(stored).containsText(failure.getValue());
                assertThat(stored.locator("td").nth(1)).not().isEmpty();
                if (!failure.getKey().equals("rate_limited")) {
                    Locator attempt = page.locator(".attempts details").first();
                    attempt.locator("summary").click();
                    assertThat(attempt).containsText(failure.getKey());
                    assertThat(attempt.locator(".steps .tag").last()).hasText(failure.getValue());
                    assertThat(attempt.locator(".steps li a").last())
                            .hasAttribute("href", Pattern.compile(".*/errors/" + failure.getKey()));
                }
            }
            visit.check("each failure");
        }
    }

    @Test
    void areNamedAlsoWhereNoStepFails(Chromium chromium) {
        try (var visit = new ConsoleVisit(planted.site(), chromium)) {
            Page page = visit.page();
            visit.signInWithKey("/logins");
            Locator domain = finding(page, "none-returned");
            assertThat(domain.locator(".tag").last()).hasText("You, the operator");
            assertThat(domain).containsText("PartnerLogin: 7 pages showed a QR code in the last 24 h");
            assertThat(domain).containsText("set exactly localhost as callback domain");
            assertThat(domain.locator("a")).hasText("Doctor");
            Locator clock = finding(page, "clock");
            assertThat(clock.locator(".tag").last()).hasText("You, the operator");
            assertThat(clock).containsText(Pattern.compile("[0-9]+ s ahead of the database's"));
            assertThat(clock).containsText("chrony");
            visit.check("the findings");
            clock.locator("a").click();
            assertThat(page.locator("tbody .fault")).hasText(Pattern.compile("[0-9]{6} ms"));
        }
    }

    private static Locator finding(Page page, String check) {
        return page.locator(
                "[aria-labelledby=findings] li",
                new Page.LocatorOptions().setHas(page.locator("code", new Page.LocatorOptions().setHasText(check))));
    }

    /** Beside what to read, what to press. */
    @Test
    void leadToWhatHelps(Chromium chromium) {
        try (var visit = new ConsoleVisit(planted.site(), chromium)) {
            Page page = visit.page();
            visit.signInWithKey("/logins");
            assertThat(failure(page, "wechat_configuration").locator("a").last())
                    .hasAttribute("href", Pattern.compile(".*#/doctor"));
            assertThat(failure(page, "wechat_unreachable").locator("td").last())
                    .containsText(Pattern.compile("Nothing to do\\. In the last hour: [1-9][0-9]* %"));
            assertThat(failure(page, "account_disabled").locator("td").last().locator("a"))
                    .hasCount(1);
            failure(page, "wechat_not_bound").locator("button").click();
            page.locator("#dialog[open] form .button:not(.quiet)").click();
            assertThat(page.locator("#invitation")).hasValue(Pattern.compile("http://.*#.+"));
            visit.check("the invitation");
            page.keyboard().press("Escape");
            assertThat(page.locator("main")).containsText("User id");
            assertThat(page.locator("section[aria-labelledby=trail] tbody")).containsText(Site.INSTANCE);
        }
    }

    /** The second try invites the user whom the first one created. */
    @Test
    void createOneUserForAnInvitationThatFailedOnce(Chromium chromium) {
        try (var visit = new ConsoleVisit(planted.site(), chromium)) {
            Page page = visit.page();
            var created = new AtomicInteger();
            page.onRequest(request -> {
                if (request.method().equals("POST") && request.url().endsWith("/api/admin/users")) {
                    created.incrementAndGet();
                }
            });
            page.route(
                    "**/invitations",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(503)
                            .setContentType("application/json")
                            .setBody("{\"code\":\"store_unavailable\",\"title\":\"Not now.\"}")),
                    new Page.RouteOptions().setTimes(1));
            visit.signInWithKey("/logins");
            failure(page, "wechat_not_bound").locator("button").click();
            page.locator("#dialog[open] form .button:not(.quiet)").click();
            assertThat(page.locator("#dialog [data-problem]")).containsText("Not now.");
            page.locator("#dialog[open] form .button:not(.quiet)").click();
            assertThat(page.locator("#invitation")).isVisible();
            assertThat(created).hasValue(1);
        }
    }

    @Test
    void offerNoInvitationToAViewer(Chromium chromium) {
        // The planted site lets nobody in, so the page is told that the key is a viewer's.
        try (var visit = new ConsoleVisit(planted.site(), chromium)) {
            Page page = visit.page();
            page.route("**/api/admin/session", route -> {
                APIResponse session = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(session)
                        .setBody(session.text().replace("\"owner\"", "\"viewer\"")));
            });
            visit.signInWithKey("/logins");
            assertThat(failure(page, "wechat_not_bound")).isVisible();
            assertThat(failure(page, "wechat_not_bound").locator("button")).hasCount(0);
        }
    }

    private static Locator failure(Page page, String code) {
        return page.locator(
                        "[aria-labelledby=failures] tbody tr",
                        new Page.LocatorOptions().setHas(page.locator("a[href$='code=" + code + "']")))
                .first();
    }

    /** Tables with many columns fit, or become cards. */
    @Test
    void areNoWiderThanTheWindow(Chromium chromium) {
        try (var visit = new ConsoleVisit(planted.site(), chromium)) {
            Page page = visit.page();
            visit.signInWithKey("/logins");
            for (int width : new int[] {760, 999, 1_000, 1_139, 1_140}) {
                page.setViewportSize(width, 800);
                for (String place : new String[] {"/logins?code=wechat_not_bound", "/nodes", "/audit", "/instances"}) {
                    visit.open(place);
                    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                            .as("%s at %s", place, width)
                            .isEqualTo(0);
                }
            }
            visit.open("/logins");
            page.evaluate("scrollTo(0, 600)");
            assertThat(page.locator(".periods")).not().isInViewport();
        }
    }

    @Test
    void haveAPageThatSaysWhatToDo() {
        for (String code : PlantedFailures.STEPS.keySet()) {
            assertThat(planted.site().browser().get("/errors/" + code).status())
                    .as(code)
                    .isEqualTo(200);
        }
    }
}
