package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page that shows a user displays hostile names and pictures as inert text. The profiles reach the element through
 * WeChat's API and the server, and every page also unfiltered, so that no page relies on the server's filter.
 */
class HostileProfileTest extends SiteTest {
    private static final List<Hostile> ALL = Hostile.all();
    /** Indexes in {@link #ALL}: a script, a picture, a template, reversed and invisible characters, a long name. */
    private static final List<Integer> KINDS = List.of(0, 2, 26, 32, 50, 52, 53, 61);

    private Visit narrow;

    @BeforeEach
    void open() {
        narrow = visit(new Browser.NewContextOptions().setLocale("en").setViewportSize(320, 640));
    }

    @AfterEach
    void nobodyElseWasAsked() {
        assertThat(narrow.requests()).noneMatch(each -> each.contains(" https://" + Hostile.CANARY));
        narrow.close();
    }

    /** The page's policy blocks the pictures that the server would have filtered. */
    private void assertPicturesWereRefused() {
        assertThat(narrow.takeComplaints()).isNotEmpty().allMatch(each -> each.contains("img-src"));
    }

    @Test
    void areSixtyAndMore() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {Sites.OPEN, Sites.TICKET})
    void areInertInTheElement(String instance) {
        assertInertInTheElement(instance, KINDS.stream().map(ALL::get).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {Sites.OPEN, Sites.TICKET})
    @Tag("full")
    void areAllInertInTheElement(String instance) {
        assertInertInTheElement(instance, ALL);
    }

    private void assertInertInTheElement(String instance, List<Hostile> people) {
        Page page = narrow.open(HostPage.at(Sites.APP, instance).with("manual", ""));
        List<String> codes = Stream.concat(
                        Stream.of(sites.person("Grace")),
                        people.stream().map(each -> sites.person(each.nickname(), each.avatar())))
                .map(person -> sites.code(instance, person))
                .toList();

        Drawn.assertInert(page, Drawn.by(page, Drawn.COMPLETE, List.of(Sites.LOGIN, instance, codes)), people.size());
    }

    @Test
    void areInertInTheElementAsTheyAre() {
        Page page = narrow.open(HostPage.at(Sites.APP, Sites.OPEN).with("manual", ""));
        for (String answer : List.of("session", "corps", "newcomer")) {
            Drawn.assertInert(page, Drawn.by(page, Drawn.STUB, List.of(answer, Hostile.raw())), ALL.size());
        }
        assertPicturesWereRefused();
    }

    @Test
    void areInertOnTheLoginPage() {
        Page page = narrow.open(Sites.LOGIN + "/login");
        assertThat(page.locator("wechat-login")).isVisible();

        Drawn.assertInert(page, Drawn.by(page, Drawn.ON_LOGIN_PAGE, List.of("#account", Hostile.raw())), ALL.size());
        assertPicturesWereRefused();
    }

    @Tag("full")
    @Test
    void areInertOnTheAccountPage() {
        sites.belongs("Ada", "Analytical Engines", "Babbage & Sons");
        narrow.signIn(sites.person("Ada"), Sites.OPEN);
        Page page = narrow.open(Sites.LOGIN + "/account");
        assertThat(page.locator("#corp-form")).isVisible();

        Drawn.assertInert(page, Drawn.by(page, Drawn.ON_ACCOUNT_PAGE, List.of(Hostile.raw())), ALL.size());
        assertPicturesWereRefused();
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void areInertOnThePagesAsTheServerKnowsThem(int which) {
        assertInertOnThePages(ALL.get(which));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 26, 53, 61})
    @Tag("full")
    void moreAreInertOnThePagesAsTheServerKnowsThem(int which) {
        assertInertOnThePages(ALL.get(which));
    }

    private void assertInertOnThePages(Hostile hostile) {
        narrow.signIn(sites.person(hostile.nickname(), hostile.avatar()), Sites.OPEN);
        for (String path : List.of("/login", "/account")) {
            Page page = narrow.open(Sites.LOGIN + path);
            assertThat(page.locator("#name")).isVisible();
            assertThat(page.locator("#name *")).hasCount(0);
            assertThat(page.evaluate("window.pwned")).isNull();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
        }
    }
}
