package dev.saoma.servlet.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.Consent.Corp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthPagesTest {
    private static final String HOSTILE = "\"><script>{{base}}</script>'&$1\\";
    private static final String INERT = "&quot;&gt;&lt;script&gt;{{base}}&lt;/script&gt;&#39;&amp;$1\\";
    private final OAuthPages pages = new OAuthPages(new WebSettings(
            URI.create("https://login.example.com"),
            "/saoma",
            List.of(),
            List.of(),
            WebSettings.WECHAT,
            WebSettings.Mode.PRODUCTION));

    @Test
    void asksForADecisionWithAFormOfThisSite() {
        Response page = consent("https://grafana.example.com/login?x=1", Set.of("openid", "refresh", "email"), 1);

        assertThat(page.kind()).isEqualTo(ResponseKind.OAUTH_PAGE);
        assertThat(page.formScheme()).isEmpty();
        assertThat(html(page))
                .contains("<form class=\"card person ask\" method=\"post\" action=\"/saoma/oauth2/authorize/r-1\">")
                .contains("name=\"decision\" value=\"continue\"")
                .contains("name=\"decision\" value=\"switch\"")
                .contains("name=\"decision\" value=\"cancel\"")
                .contains("<b>grafana.example.com</b>")
                .contains("<li>Your user ID on this site</li>\n<li>A login that lasts")
                .contains("<p class=\"muted corp\">Corp 0</p>")
                .contains("<meta name=\"referrer\" content=\"same-origin\">")
                .doesNotContain("{{", "<fieldset", "email", "<script");
    }

    @Test
    void offersTheOrganisationsWhenThereAreSeveral() {
        assertThat(html(consent("https://a.example/", Set.of(), 3)))
                .contains("name=\"corp\" value=\"c0\">", "name=\"corp\" value=\"c1\" checked>")
                .contains("name=\"corp\" value=\"c2\">");
        assertThat(html(consent("https://a.example/", Set.of(), 0))).doesNotContain("corp");
    }

    @ParameterizedTest
    @CsvSource({
        "https://A.example:8443/cb?x#y,      A.example:8443,   false, ''",
        "http://127.0.0.1:4711/cb,           127.0.0.1:4711,   true,  ''",
        "http://[::1]:4711/cb,               [::1]:4711,       true,  ''",
        "http://localhost:8085/auth/callback, localhost:8085,  true,  ''",
        "com.example.app:/cb,                com.example.app,  true,  com.example.app",
        "com.example.app://host/cb,          com.example.app,  true,  com.example.app"
    })
    void saysWhereThePersonGoesOn(String address, String shown, boolean onDevice, String scheme) {
        Response page = consent(address, Set.of("openid"), 0);

        assertThat(html(page)).containsIgnoringCase("<b>" + shown + "</b>");
        assertThat(html(page).contains("a program on this device")).isEqualTo(onDevice);
        assertThat(page.formScheme().orElse("")).isEqualTo(scheme);
    }

    @Test
    void doesNotGoToAnAddressWithoutAScheme() {
        for (String address : List.of("", "/cb", "//evil.example", "a b:c")) {
            assertThatThrownBy(() -> pages.continueTo(address, Language.ENGLISH))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void goesOnByAPageOrToAPrivateSchemeByARedirect() {
        Response page = pages.continueTo("https://a.example/cb?code=1&state=\"2", Language.ENGLISH);
        Response redirect = pages.continueTo("com.example.app:/cb?code=1", Language.ENGLISH);

        assertThat(page.status()).isEqualTo(200);
        assertThat(html(page))
                .contains("content=\"0;url=https://a.example/cb?code=1&amp;state=&quot;2\">")
                .contains("href=\"https://a.example/cb?code=1&amp;state=&quot;2\"")
                .contains("<meta name=\"referrer\" content=\"no-referrer\">");
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.headers()).contains(new Response.Header("Location", "com.example.app:/cb?code=1"));
    }

    @Test
    void sendsFieldsAsTheyAre() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("code", "c");
        fields.put("state", HOSTILE + "\n");
        Response page = pages.formPost("https://a.example/cb?a=1&b=2", fields, Language.ENGLISH);

        assertThat(page.kind()).isEqualTo(ResponseKind.FORM_POST_PAGE);
        assertThat(html(page))
                .contains("method=\"post\" action=\"https://a.example/cb?a=1&amp;b=2\"")
                .contains("<input type=\"hidden\" name=\"code\" value=\"c\">")
                .contains("<input type=\"hidden\" name=\"state\" value=\"" + INERT + "\n\">");
    }

    @Test
    void escapesEveryValue() {
        var consent = new Consent(
                new Consent.Form(HOSTILE, "5e55"),
                new Consent.Person(HOSTILE, Optional.of("https://" + HOSTILE)),
                new Consent.Client(HOSTILE, "https://" + HOSTILE),
                Set.of(),
                List.of(new Corp(HOSTILE, HOSTILE, true), new Corp("b", HOSTILE, false)),
                Language.ENGLISH);

        for (Response page : List.of(
                pages.consent(consent),
                pages.formPost("https://" + HOSTILE, Map.of(HOSTILE, HOSTILE), Language.ENGLISH),
                pages.continueTo("https://" + HOSTILE, Language.ENGLISH),
                pages.confirmLogout(Optional.of(HOSTILE), Language.ENGLISH),
                pages.loggedOut(Optional.of(HOSTILE), Language.ENGLISH))) {
            assertThat(html(page)).contains(INERT).doesNotContain(HOSTILE, "<script>");
        }
    }

    @Test
    void loadsNoAvatarByAnotherScheme() {
        var person = new Consent.Person("Ada", Optional.of("http://wx.qlogo.cn/1"));
        var consent = new Consent(
                new Consent.Form("r", "5e55"),
                person,
                new Consent.Client("A", "https://a.example/"),
                Set.of(),
                List.of(),
                Language.ENGLISH);

        assertThat(html(pages.consent(consent)))
                .contains("<span>A</span></span>")
                .doesNotContain("<img");
    }

    @ParameterizedTest
    @CsvSource({
        "' Ada\u202e\u200b ', Ada, A",
        "'\u200b\u3164\u202e', WeChat user, W",
        "'', WeChat user, W",
        "'\u2800😀', '\u2800😀', 😀"
    })
    void showsANameWithoutMarks(String name, String shown, String initial) {
        String plain = ShownName.of(name, "WeChat user");

        assertThat(plain).isEqualTo(shown);
        assertThat(ShownName.initial(plain)).isEqualTo(initial);
    }

    @Test
    void cutsALongNameBetweenCharacters() {
        assertThat(ShownName.of("😀".repeat(64), "")).isEqualTo("😀".repeat(64));
        assertThat(ShownName.of("😀".repeat(65), "")).isEqualTo("😀".repeat(64) + "…");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void speaksOneLanguage(Language language) {
        Response page = pages.confirmLogout(Optional.empty(), language);

        assertThat(html(page)).contains("<html lang=\"" + language.tag() + "\">", "<b>login.example.com</b>");
        assertThat(page.headers()).contains(new Response.Header("Content-Language", language.tag()));
    }

    @Test
    void hasEveryTextInBothLanguages() throws IOException {
        Properties english = texts("en");
        Properties chinese = texts("zh-CN");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        english.forEach((key, text) -> {
            assertThat((String) text).as(key.toString()).isASCII();
            assertThat(chinese.getProperty(key.toString())).as(key.toString()).containsPattern("\\p{IsHan}");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "corp", "groups", "wechat", "refresh"})
    void saysWhatAScopeGives(String scope) {
        assertThat(html(consent("https://a.example/", Set.of(scope), 0))).containsOnlyOnce("<li>");
    }

    private Response consent(String redirectUri, Set<String> scopes, int corps) {
        List<Corp> all = java.util.stream.IntStream.range(0, corps)
                .mapToObj(i -> new Corp("c" + i, "Corp " + i, i == 1))
                .toList();
        return pages.consent(new Consent(
                new Consent.Form("r-1", "5e55"),
                new Consent.Person("Ada", Optional.empty()),
                new Consent.Client("Grafana", redirectUri),
                scopes,
                all,
                Language.ENGLISH));
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        texts.load(new StringReader(ClasspathResource.text("/dev/saoma/servlet/oauth_" + language + ".properties")));
        return texts;
    }

    private static String html(Response page) {
        var out = new ByteArrayOutputStream();
        try {
            page.content().writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
