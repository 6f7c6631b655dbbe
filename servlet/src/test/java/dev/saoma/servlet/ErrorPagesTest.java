package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.page.ErrorTexts;
import dev.saoma.servlet.internal.page.HtmlTemplate;
import dev.saoma.testing.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPagesTest {
    private static final String TRACE = ">[0-9a-f]{16}<";
    private static final Site SITE = new Site(Site.production("/saoma"));

    @AfterAll
    static void close() {
        SITE.close();
    }

    // CONFIGURATION_INVALID occurs only at startup or at a reload: no browser receives it.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONFIGURATION_INVALID")
    void explainsEveryErrorInBothLanguages(ErrorCode code) {
        Reply page = SITE.browser().get("/errors/" + code.code());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.body())
                .contains(code.code(), "HTTP " + code.status(), "/saoma/login")
                .contains(shown(code.title()), shown(new ErrorTexts(Language.CHINESE).title(code)))
                .doesNotContain("{{")
                .doesNotContainPattern(TRACE);
        for (String part : new String[] {"happened", "who", "fix"}) {
            assertThat(new ErrorTexts(Language.ENGLISH).of(code, part))
                    .hasSizeGreaterThan(20)
                    .isASCII();
            assertThat(new ErrorTexts(Language.CHINESE).of(code, part)).containsPattern("\\p{IsHan}{3}");
        }
    }

    private static String shown(String text) {
        return text.replace("'", "&#39;");
    }

    @Test
    void hasNoPageForWhatIsNoError() {
        assertThat(SITE.browser().get("/errors/configuration_invalid").status()).isEqualTo(404);
        assertThat(SITE.browser().get("/errors/no_such_error").status()).isEqualTo(404);
    }

    @Test
    void givesAPersonAPageAndAScriptJson() {
        Browser browser = SITE.browser();
        String html = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

        Reply person = browser.get("/api/login/Nobody/callback?code=a&state=b", html);
        assertThat(person.status()).isEqualTo(404);
        assertThat(person.header("Content-Type")).startsWith("text/html");
        assertThat(person.body()).containsPattern(TRACE);
        assertThat(browser.get("/nowhere", html).header("Content-Type")).startsWith("text/html");
        assertThat(browser.get("/nowhere").text("type")).isEqualTo("/saoma/errors/not_found");
        assertThat(browser.get("/api/session", html).header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void fillsTemplatesWithTextOnlyAndOnce() {
        var html = new HtmlTemplate("<a title=\"{{a}}\">{{b}}</a>");

        assertThat(html.fill(java.util.Map.of("a", "\"><script>&'", "b", "{{a}}$1\\")))
                .isEqualTo("<a title=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">{{a}}$1\\</a>");
    }
}
