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

/** One person's browser: its cookies, its windows, and everything that went wrong in them. */
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
        // What the page's policy stopped was never sent.
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

    /** The one element of the page. */
    static Locator login(Page page) {
        return page.locator("wechat-login");
    }

    static void assertState(Page page, String state) {
        assertThat(login(page)).hasAttribute("state", state);
    }

    /** The state of the attempt whose QR code the page's frame shows. */
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

    /** The person's phone scans what the page shows in its frame, and allows. */
    void allow(Page page, String person) {
        phone(page, attempt(page), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().allow(uuid, person);
        });
    }

    /** The person's phone scans what the page shows in its frame, and refuses. */
    void refuse(Page page, String person) {
        phone(page, attempt(page), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().refuse(uuid, person);
        });
    }

    /** The same where a whole window is WeChat's page. */
    void allowInWindow(Page window, String person) {
        phone(window, inWindow(window), uuid -> {
            sites.wechat().scan(uuid, person);
            sites.wechat().allow(uuid, person);
        });
    }

    /** The same where a whole window is WeChat's page. */
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

    /** Logs in by a frame of a page, to the end. */
    void logIn(Page page, String person) {
        allow(page, person);
        assertState(page, "success");
    }

    /** Logs in by the API, as a page of the same site could: quicker where the login is not what is tried. */
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

    /** What the page heard of one kind, in its order. */
    List<?> heard(Page page, String type) {
        return (List<?>) page.evaluate("type => heard.filter((each) => each.type === type)", type);
    }

    /** Every request that this browser has sent so far, {@code METHOD address}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    Optional<String> cookie(String name) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .map(cookie -> cookie.value)
                .findFirst();
    }

    /** For a test that makes the browser complain on purpose. */
    List<String> takeComplaints() {
        return watched.takeComplaints();
    }

    @Override
    public void close() {
        watched.close();
    }
}
