package dev.saoma.demo.site;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.function.Function;

/** The pages between a client and the login, as a user sees them. */
final class OAuthScenes {
    private OAuthScenes() {}

    static void add(Map<String, Function<Visit, Page>> all, Sites sites) {
        String oauth = Sites.LOGIN + "/oauth2";
        all.put(
                "oauth-consent",
                visit -> visit.open(oauth + "/consent/one?avatar=https://thirdwx.qlogo.cn/mmopen/vi_32/"
                        + sites.person("Ada") + "/132"));
        all.put(
                "oauth-consent-zh",
                visit -> visit.open(
                        oauth + "/consent/one?back=com.example.app:/back&avatar=https://thirdwx.qlogo.cn/none"));
        all.put(
                "oauth-corps",
                visit -> visit.open(
                        oauth + "/consent/corps?avatar=no&name=" + "W".repeat(70) + "&client=Wiki+" + "n".repeat(40)));
        all.put("oauth-corps-zh", visit -> visit.open(oauth + "/consent/corps"));
        all.put("oauth-logout", visit -> visit.open(oauth + "/logout"));
        all.put("oauth-logout-zh", visit -> visit.open(oauth + "/logout?client=Grafana"));
        all.put("oauth-logged-out", visit -> loggedOut(visit, "/logout"));
        all.put("oauth-logged-out-zh", visit -> loggedOut(visit, "/logout"));
        all.put("oauth-post", visit -> held(visit, oauth + "/post/one"));
        all.put("oauth-post-zh", visit -> held(visit, oauth + "/post/one"));
        all.put("error-oauth", visit -> visit.open(oauth + "/refused"));
    }

    private static Page loggedOut(Visit visit, String path) {
        Page page = visit.open(Sites.LOGIN + "/oauth2" + path);
        page.locator("button[value=logout]").click();
        return Scenes.shown(page, ".mark");
    }

    /** Opens the page that sends a form, without the script that sends it at once. */
    private static Page held(Visit visit, String address) {
        visit.context().route("**/oauth-form-post.js", route -> route.fulfill());
        return Scenes.shown(visit.open(address), "button");
    }
}
