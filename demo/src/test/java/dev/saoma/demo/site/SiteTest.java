package dev.saoma.demo.site;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test among {@link Sites}, with a browser of its own that must end without a complaint. */
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

    /** Another browser, of another person or on another device; who asks for one closes it. */
    Visit visit() {
        return visit(new Browser.NewContextOptions().setLocale("en"));
    }

    Visit visit(Browser.NewContextOptions options) {
        return new Visit(sites, browser, options);
    }
}
