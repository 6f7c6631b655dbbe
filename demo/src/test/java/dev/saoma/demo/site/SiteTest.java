package dev.saoma.demo.site;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test with {@link Sites} and its own browser, in which no errors may occur. */
@ExtendWith(Stage.class)
abstract class SiteTest {
    Sites sites;
    Browser browser;
    Visit visit;

    @BeforeEach
    void enter(Stage.Set set) {
        sites = set.sites();
        browser = set.chromium().browser();
        visit = visit();
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    /** Opens another browser, for another user or device. The caller closes it. */
    Visit visit() {
        return visit(new Browser.NewContextOptions().setLocale("en"));
    }

    Visit visit(Browser.NewContextOptions options) {
        return new Visit(sites, browser, options);
    }
}
