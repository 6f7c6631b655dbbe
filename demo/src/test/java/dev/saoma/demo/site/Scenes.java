package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.saoma.demo.ShownDemo;
import dev.saoma.emulator.world.Sample;
import dev.saoma.identity.Profile;
import dev.saoma.secret.TokenHash;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Every page as a user sees it, by name. */
final class Scenes {
    private static final String CALLBACK = Sites.LOGIN + "/api/login/MyWeChatLogin/callback";
    private static final String AT_WECHAT = Sites.WECHAT + "/connect/qrconnect?appid=" + Sites.APPID
            + "&redirect_uri=https%3A%2F%2Flogin.saoma.example%2F&response_type=code&scope=snsapi_login&state=a";

    private final Map<String, Function<Visit, Page>> all = new LinkedHashMap<>();
    private final Sites sites;

    Scenes(Sites sites, ShownDemo demo) {
        this.sites = sites;
        login();
        account();
        callback();
        for (String code : new String[] {"state_invalid", "wechat_configuration", "last_login_method"}) {
            all.put("error-" + code.replace('_', '-'), visit -> visit.open(Sites.LOGIN + "/errors/" + code));
        }
        all.put("error-at-work", visit -> visit.open(Sites.LOGIN + "/nowhere"));
        OAuthScenes.add(all, sites);
        all.put("host", visit -> waiting(visit.open(HostPage.at(Sites.APP, Sites.OPEN))));
        wechat();
        demo(demo.page().toString(), demo.emulator());
    }

    /** Returns whether the emulator serves the page. */
    static boolean isOfTheEmulator(String name) {
        return name.matches("(wechat|emulator|console).*");
    }

    Set<String> names() {
        return all.keySet();
    }

    /** Returns the browser options for a page. */
    static Browser.NewContextOptions options(String name) {
        return new Browser.NewContextOptions().setLocale(name.endsWith("-zh") ? "zh-CN" : "en");
    }

    Page open(String name, Visit visit) {
        Function<Visit, Page> scene = all.get(name);
        if (scene == null) {
            throw new IllegalArgumentException(name);
        }
        return scene.apply(visit);
    }

    private void login() {
        all.put("login", visit -> waiting(visit.open(Sites.LOGIN + "/login")));
        all.put("login-zh", visit -> waiting(visit.open(Sites.LOGIN + "/login")));
        all.put("login-signed-in", visit -> {
            signIn(visit);
            return shown(visit.open(Sites.LOGIN + "/login"), "#account");
        });
        all.put("login-too-old", visit -> {
            visit.context()
                    .route(
                            "**/assets/login.js",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setContentType("text/javascript")
                                    .setBody("class Newer { ~~~ }")));
            Page page = shown(visit.open(Sites.LOGIN + "/login"), "#old");
            visit.takeComplaints();
            return page;
        });
        all.put("login-invited", visit -> {
            var user = sites.app().users().create(new Profile("Grace", null), TokenHash.of(sites.person("Invited")));
            var instance = sites.app().loginInstances().get(0);
            String token = sites.app().login().invite(instance, user).token().reveal();
            return shown(
                    visit.open(Sites.LOGIN + "/login#invitation=" + token + "&instance=" + instance.name()),
                    "#invitation");
        });
    }

    private void account() {
        all.put("account", this::account);
        all.put("account-zh", this::account);
        all.put("account-nobody", visit -> shown(visit.open(Sites.LOGIN + "/account"), "#nobody"));
        all.put("account-too-old", visit -> {
            visit.context().addInitScript("delete HTMLDialogElement.prototype.showModal");
            return shown(visit.open(Sites.LOGIN + "/account"), "#old");
        });
        all.put("account-connect", visit -> {
            Page page = account(visit);
            press(page, "Connect Partner WeChat");
            return waiting(page);
        });
        all.put("account-disconnect", visit -> {
            Page page = account(visit);
            press(page, "Disconnect WeChat");
            return shown(page, "#dialog-confirm");
        });
        all.put("account-refused", visit -> {
            Page page = account(visit);
            press(page, "Disconnect WeChat");
            page.locator("#dialog-confirm").click();
            assertThat(page.locator("#dialog-problem")).not().isEmpty();
            return page;
        });
        all.put("account-prove", visit -> {
            Page page = account(visit);
            sites.clock().advance(Duration.ofMinutes(11));
            press(page, "Connect Partner WeChat");
            assertThat(page.locator("#dialog-title")).hasText("Is it you?");
            return waiting(page);
        });
    }

    private void callback() {
        all.put("callback-late", visit -> {
            Page page = visit.open(CALLBACK + "?code=0aa&state=" + "0".repeat(64));
            assertState(page, "error");
            return page;
        });
        all.put("callback-framed", visit -> {
            Page page = visit.open(Sites.APP + "/empty");
            page.evaluate("""
                    (address) => {
                      const frame = Object.assign(document.createElement('iframe'), { src: address, title: 'WeChat', width: 300, height: 400 });
                      document.body.replaceChildren(document.createElement('main'));
                      document.querySelector('main').append(Object.assign(document.createElement('h1'), { textContent: 'Framed' }), frame);
                    }""", CALLBACK + "?code=0aa&state=bb");
            assertThat(page.frameLocator("iframe").locator("#status")).containsText("did not answer");
            return page;
        });
        all.put(
                "callback-unanswered",
                visit -> shown(visit.open(CALLBACK + "?display=popup&code=0aa&state=bb"), "#finish"));
    }

    private void wechat() {
        all.put("wechat", visit -> shown(visit.open(AT_WECHAT), "img.qrcode"));
        all.put("wechat-scanned", visit -> {
            Page page = shown(visit.open(AT_WECHAT + "scanned"), "img.qrcode");
            sites.wechat().scan(sites.qrCode("ascanned").orElseThrow().uuid(), sites.person("Grace"));
            return shown(page, ".js_wx_after_scan");
        });
        all.put("wechat-lite", visit -> shown(visit.open(AT_WECHAT + "&stylelite=1"), "img"));
        all.put("wechat-error", visit -> visit.open(AT_WECHAT.replace("login.saoma.example", "evil.example")));
        all.put(
                "wechat-inside",
                visit -> visit.open(AT_WECHAT
                        .replace("qrconnect", "oauth2/authorize")
                        .replace("snsapi_login", "snsapi_userinfo")
                        .replace(Sites.APPID, Sample.SERVICE_ACCOUNT.appid())));
        all.put("emulator", visit -> visit.open(Sites.WECHAT + "/"));
        all.put("emulator-phone", visit -> visit.open(Sites.WECHAT + "/_emulator/phone"));
        for (String section :
                new String[] {"qrcodes", "requests", "faults", "clock", "settings", "apps", "users", "accounts", "state"
                }) {
            all.put(
                    "console-" + section,
                    visit -> shown(visit.open(Sites.WECHAT + "/_emulator/#" + section), "#" + section + "-heading"));
        }
    }

    private void demo(String demo, URI emulator) {
        all.put("demo", visit -> waiting(visit.open(demo)));
        all.put("demo-signed-in", visit -> {
            // Otherwise the phone would scan the QR code of an earlier page.
            visit.context().request().post(emulator + "/_emulator/reset");
            Page page = waiting(visit.open(demo));
            var button = page.frameLocator("#phone").locator("button.agree").first();
            assertThat(button).isEnabled();
            button.click();
            assertThat(page.locator("#steps li").first()).isVisible();
            page.evaluate("scrollTo(0, 0)");
            return shown(page, "#account");
        });
    }

    private void signIn(Visit visit) {
        sites.belongs("Ada 王小明", "Analytical Engines", "Babbage & Sons");
        visit.signIn(sites.person("Ada 王小明"), Sites.OPEN);
    }

    private Page account(Visit visit) {
        signIn(visit);
        return shown(visit.open(Sites.LOGIN + "/account"), "#devices li");
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    static Page shown(Page page, String selector) {
        assertThat(page.locator(selector).first()).isVisible();
        return page;
    }

    private static Page waiting(Page page) {
        assertState(page, "waiting");
        assertThat(page.frameLocator("wechat-login iframe").locator("img.qrcode"))
                .isVisible();
        return page;
    }
}
