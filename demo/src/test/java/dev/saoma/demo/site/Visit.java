package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.saoma.testing.WatchedBrowser;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The browser of one user: its cookies, windows, requests and errors. */
final class Visit implements AutoCloseable {
    private final Sites sites;
    private final WatchedBrowser watched;
    private final BrowserContext context;
    private final List<String> requests = new ArrayList<>();
    private Page aside;

    Visit(Sites sites, Browser browser, Browser.NewContextOptions options) {
        this.sites = sites;
        this.watched = new WatchedBrowser(browser, options.setIgnoreHTTPSErrors(true));
        this.context = watched.context();
        context.onRequest(request -> requests.add(line(request)));
        // A request that the page's policy blocked was not sent.
        context.onRequestFailed(request -> {
            if (request.failure().toLowerCase(Locale.ROOT).contains("csp")) {
                requests.remove(line(request));
            }
        });
    }

    private static String line(Request request) {
        return request.method() + " " + request.url();
    }

    BrowserContext context() {
        return context;
    }

    Page open(String address) {
        return watched.open(address);
    }

    Page open(HostPage host) {
        return open(host.address());
    }

    /** Returns the only element of the page. */
    static Locator login(Page page) {
        return page.locator("wechat-login");
    }

    static void assertState(Page page, String state) {
        assertThat(login(page)).hasAttribute("state", state);
    }

    /** Returns the state of the attempt whose QR code the page's frame shows. */
    String attempt(Page page) {
        assertState(page, "waiting");
        return parameter(login(page).locator("iframe").getAttribute("src"), "state");
    }

    static String parameter(String address, String name) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + address));
    }

    /** Scans the QR code in the page's frame with the user's phone, and allows. */
    void allow(Page page, String person) {
        phone(page, attempt(page), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().allow(uuid, person);
        });
    }

    /** Scans the QR code in the page's frame with the user's phone, and refuses. */
    void refuse(Page page, String person) {
        phone(page, attempt(page), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().refuse(uuid, person);
        });
    }

    /** Scans the QR code in a window with the user's phone, and allows. */
    void allowInWindow(Page window, String person) {
        phone(window, inWindow(window), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().allow(uuid, person);
        });
    }

    /** Scans the QR code in a window with the user's phone, and refuses. */
    void refuseInWindow(Page window, String person) {
        phone(window, inWindow(window), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().refuse(uuid, person);
        });
    }

    private static String inWindow(Page window) {
        window.waitForURL(Pattern.compile("/connect/qrconnect"));
        return parameter(window.url(), "state");
    }

    private void phone(Page page, String state, Consumer<String> act) {
        page.waitForCondition(() -> sites.qrCode(state).isPresent());
        act.accept(sites.qrCode(state).orElseThrow().uuid());
    }

    /** Completes a login in the frame of a page. */
    void logIn(Page page, String person) {
        allow(page, person);
        assertState(page, "success");
    }

    /** Logs in by the API, as a page of the same site could. This is faster, for tests of other features. */
    void signIn(String person, String instance) {
        Page page = aside();
        Object state = page.evaluate("""
                async (path) => {
                  window.call = async (url, body) => {
                    const headers = { 'Content-Type': 'application/json' };
                    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers, credentials: 'include' });
                    if (!answer.ok) throw new Error(await answer.text());
                    return answer.json();
                  };
                  return (await call(`${path}/attempts`, { intent: 'login' })).state;
                }""", Sites.LOGIN + "/api/login/" + instance);
        page.evaluate("""
                async ([origin, instance, state, code]) => {
                  const { loginCode, corpList } = await call(`${origin}/api/login/${instance}/code`, { state, code });
                  await call(`${origin}/api/session`, { loginCode, corpId: corpList[0]?.corpId ?? null });
                }""", List.of(Sites.LOGIN, instance, state, sites.code(instance, person)));
    }

    private Page aside() {
        if (aside == null) {
            aside = open(Sites.APP + "/empty");
        }
        return aside;
    }

    /** Returns the recorded events of one type, in order. */
    List<?> heard(Page page, String type) {
        return (List<?>) page.evaluate("type => heard.filter((each) => each.type === type)", type);
    }

    /** Returns all requests of this browser so far, as {@code METHOD address}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    Optional<String> cookie(String name) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .map(cookie -> cookie.value)
                .findFirst();
    }

    /** Returns and removes the errors that a test causes on purpose. */
    List<String> takeComplaints() {
        return watched.takeComplaints();
    }

    @Override
    public void close() {
        watched.close();
    }
}
