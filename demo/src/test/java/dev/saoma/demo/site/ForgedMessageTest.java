package dev.saoma.demo.site;

import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page ignores messages about its pending attempt from any source except the callback page in the element's own frame.
 * STATE is replaced by the state of that attempt, OLD by the state of the previous one.
 */
@ExtendWith(Stage.class)
class ForgedMessageTest {
    private static final String RIGHT = "{type:'saoma:callback',version:1,state:'STATE',code:'0forged'}";
    private static final String NOWHERE = Sites.LOGIN + "/api/login/MyWeChatLogin/callback";
    /** Opens a frame beside the element's, and returns it when it has loaded. */
    private static final String SIBLING = """
            ([address, sandbox]) => new Promise((done) => {
              document.querySelector('body > iframe')?.remove();
              const frame = document.createElement('iframe');
              if (sandbox) frame.sandbox = sandbox;
              frame.onload = () => done(frame);
              frame.src = address;
              document.body.append(frame);
            })""";

    private static Sites sites;
    private static Visit visit;
    private static Page page;
    /** The state of the previous attempt. */
    private static String old;

    @BeforeAll
    static void open(Stage.Set set) {
        sites = set.sites();
        visit = new Visit(sites, set.chromium().browser(), new Browser.NewContextOptions());
        page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));
        old = visit.attempt(page);
    }

    @AfterAll
    static void close() {
        visit.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "the frame | {type:'saoma:callback',version:1,state:'0000',code:'0forged'}",
                "the frame | {type:'saoma:callback',version:1,code:'0forged'}",
                "the frame | {type:'saoma:callback',version:1,state:'OLD',code:'0forged'}",
                "the frame | {type:'saoma:callback',version:1,state:'OLD',cancelled:true}",
                "the frame | {type:'saoma:callback',version:1,state:['STATE'],code:'0forged'}",
                "the frame | {type:'saoma:callback',version:2,state:'STATE',code:'0forged'}",
                "the frame | {type:'saoma:callback',version:'1',state:'STATE',code:'0forged'}",
                "the frame | {type:'saoma:callback',state:'STATE',code:'0forged'}",
                "the frame | {type:'saoma:ack',version:1,state:'STATE',code:'0forged'}",
                "the frame | {version:1,state:'STATE',code:'0forged'}",
                "the frame | {type:'saoma:callback',version:1,state:'STATE'}",
                "the frame | {type:'saoma:callback',version:1,state:'STATE',code:''}",
                "the frame | {type:'saoma:callback',version:1,state:'STATE',code:{toString:1}}",
                "the frame | {type:'saoma:callback',version:1,state:'STATE',cancelled:'true'}",
                "the frame | JSON.stringify(" + RIGHT + ")",
                "the frame | [" + RIGHT + "]",
                "the frame | null",
                "the frame at WeChat | " + RIGHT,
                "the frame at WeChat | {type:'saoma:callback',version:1,state:'STATE',cancelled:true}",
                "the frame at a stranger | " + RIGHT,
                "the page | " + RIGHT,
                "a sibling frame of the page's origin | " + RIGHT,
                "a sibling frame of a stranger | " + RIGHT,
                "a sibling frame of a stranger | {type:'saoma:callback',version:1,state:'STATE',cancelled:true}",
                "a sibling frame of our origin | " + RIGHT,
                "a sandboxed frame without an origin | " + RIGHT,
                "a popup of the page's origin | " + RIGHT,
                "a popup of a stranger | " + RIGHT,
                "a popup of our origin | " + RIGHT,
                "a channel of the page's origin | " + RIGHT
            })
    void isIgnored(String from, String message) {
        page.evaluate("heard.length = 0; document.querySelector('wechat-login').refresh()");
        page.waitForCondition(() -> !visit.attempt(page).equals(old));
        String attempt = visit.attempt(page);
        long handedIn =
                visit.requests().stream().filter(ForgedMessageTest::handsIn).count();

        post(page, from, message.replace("STATE", attempt).replace("OLD", old));

        old = attempt;
        assertState(page, "waiting");
        assertThat(visit.heard(page, "error")).isEmpty();
        assertThat(visit.requests().stream().filter(ForgedMessageTest::handsIn)).hasSize((int) handedIn);
    }

    /** Valid messages on the same paths: they arrive, and the forged one before blocks nothing. */
    @Test
    void isTakenWhenItIsRight(Stage.Set set) {
        try (var other = new Visit(sites, set.chromium().browser(), new Browser.NewContextOptions())) {
            Page genuine = other.open(HostPage.at(Sites.APP, Sites.OPEN));
            String message = RIGHT.replace("STATE", other.attempt(genuine));
            post(genuine, "the page", message);
            post(genuine, "the frame", message);

            assertState(genuine, "error");
            assertThat(other.heard(genuine, "error").toString()).contains("code=wechat_code_invalid");
            assertThat(other.requests()).anyMatch(ForgedMessageTest::handsIn);

            genuine.evaluate("document.querySelector('wechat-login').refresh()");
            other.logIn(genuine, sites.person("Grace"));
        }
    }

    private static boolean handsIn(String request) {
        return request.startsWith("POST") && request.endsWith("/code");
    }

    /** Posts a message and returns when the page has received it. */
    private static void post(Page page, String from, String message) {
        page.evaluate("messages.length = 0");
        String toPage = "window.%s.postMessage(" + message + ", '*')";
        switch (from) {
            case "the frame" -> gone(page, NOWHERE).evaluate(toPage.formatted("parent"));
            case "the frame at WeChat" -> frame(page).evaluate(toPage.formatted("parent"));
            case "the frame at a stranger" -> gone(page, Sites.EVIL + "/empty").evaluate(toPage.formatted("parent"));
            case "the page" -> page.evaluate(toPage.formatted("self"));
            case "a sibling frame of the page's origin" -> sibling(page, Sites.APP + "/empty", "", toPage);
            case "a sibling frame of a stranger" -> sibling(page, Sites.EVIL + "/empty", "", toPage);
            case "a sibling frame of our origin" -> sibling(page, NOWHERE, "", toPage);
            case "a sandboxed frame without an origin" -> sibling(page, Sites.APP + "/empty", "allow-scripts", toPage);
            case "a popup of the page's origin" -> popup(page, Sites.APP + "/empty", toPage);
            case "a popup of a stranger" -> popup(page, Sites.EVIL + "/empty", toPage);
            case "a popup of our origin" -> popup(page, NOWHERE, toPage);
            case "a channel of the page's origin" -> {
                channel(page, message);
                return;
            }
            default -> throw new IllegalArgumentException(from);
        }
        page.waitForCondition(() -> (Boolean) page.evaluate("messages.some(({ data }) => !/wxReady/.test(data))"));
    }

    private static Frame frame(Page page) {
        Frame frame = login(page).locator("iframe").elementHandle().contentFrame();
        frame.waitForURL(Pattern.compile("^https"));
        return frame;
    }

    /** Navigates the element's own frame to another address. */
    private static Frame gone(Page page, String address) {
        Frame frame = frame(page);
        frame.evaluate("address => { location.href = address; }", address);
        frame.waitForURL(address);
        return frame;
    }

    private static void sibling(Page page, String address, String sandbox, String script) {
        page.evaluateHandle(SIBLING, List.of(address, sandbox))
                .asElement()
                .contentFrame()
                .evaluate(script.formatted("parent"));
    }

    private static void popup(Page page, String address, String script) {
        Page popup = page.waitForPopup(() -> page.evaluate("address => { open(address); }", address));
        popup.waitForURL(address);
        popup.evaluate(script.formatted("opener"));
        popup.close();
    }

    /** Posts on the channel of the attempt from a frame of the same origin, and waits until another listener receives it. */
    private static void channel(Page page, String message) {
        Frame sibling = page.evaluateHandle(SIBLING, List.of(Sites.APP + "/empty", ""))
                .asElement()
                .contentFrame();
        page.evaluate("""
                () => {
                  window.heardOnChannel = new Promise((done) => {
                    const { src } = document.querySelector('wechat-login').shadowRoot.querySelector('iframe');
                    window.channel = `saoma:${new URL(src).searchParams.get('state')}`;
                    new BroadcastChannel(channel).onmessage = () => done(true);
                  });
                }""");
        sibling.evaluate("new BroadcastChannel(parent.channel).postMessage(" + message + ")");
        page.evaluate("heardOnChannel");
    }
}
