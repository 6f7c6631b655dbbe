package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.page.ErrorTexts;
import dev.saoma.testing.Reply;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The title of a problem is in the language of the client. */
class LanguageTest {
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN | CHINESE",
                "zh | CHINESE",
                "ZH-hant-TW | CHINESE",
                "zh-CN,zh;q=0.9,en;q=0.8 | CHINESE",
                "zh,en | CHINESE",
                "fr,zh;q=0.1 | CHINESE",
                "en;q=0.3 , zh-HK ; q=0.301 | CHINESE",
                "en;q=0,*;q=0.5,zh;q=0.001 | CHINESE",
                ",, zh ,, | CHINESE",
                "*,en;q=0.5,zh | CHINESE",
                "en;q=0.5,* | CHINESE",
                "zh;q=1.000,en;q=0.999 | CHINESE",
                "en | ENGLISH",
                "en,zh | ENGLISH",
                "en-GB,zh;q=0.9 | ENGLISH",
                "zh;q=0.8,en | ENGLISH",
                "zh;q=0.2,*;q=0.5 | ENGLISH",
                "zh;q=0 | ENGLISH",
                "fr | ENGLISH",
                "* | ENGLISH",
                "zhx | ENGLISH",
                "'' | ENGLISH"
            })
    void isTheOnePreferred(String header, Language expected) {
        assertThat(Language.preferred(List.of(header))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zh;q=2",
                "zh;q=1.001",
                "zh;q=0.9999",
                "zh;q=-0",
                "zh;q=NaN",
                "zh;q",
                "zh;q=0.5;q=0.6",
                "zh;level=1",
                "zh-",
                "zh_CN",
                "zh-abcdefghi",
                "zh, <script>",
                "zh, 中文",
                "zh,en;q=1e-1",
                "zh\u0000",
                "zh-*",
                "zh;;q=1"
            })
    void isEnglishWhenTheHeaderIsNotOfItsForm(String header) {
        assertThat(Language.preferred(List.of(header))).isEqualTo(Language.ENGLISH);
    }

    @Test
    void isReadOfSoMuchAndNoMore() {
        assertThat(Language.preferred(List.of("zh" + ",fr".repeat(166)))).isEqualTo(Language.CHINESE);
        assertThat(Language.preferred(List.of("zh" + ",fr".repeat(167)))).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred(List.of("en;q=0.1", "zh;q=0.2"))).isEqualTo(Language.CHINESE);
        assertThat(Language.preferred(List.of())).isEqualTo(Language.ENGLISH);
    }

    @Test
    void isThatOfTheTitleAndOfNothingElse() {
        Reply english = SITE.browser().get("/api/session");
        Reply chinese = SITE.browser().get("/api/session", "Accept-Language: zh-CN,zh;q=0.9,en;q=0.8");

        assertThat(english.text("title")).isEqualTo("You are not logged in.");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(chinese.text("title")).isEqualTo("您尚未登录。");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(chinese.text("detail")).isEqualTo(english.text("detail")).isASCII();
        assertThat(chinese.header("Content-Type")).isEqualTo("application/problem+json");
        for (Reply reply : List.of(english, chinese)) {
            assertThat(reply.all("Vary")).containsExactly("Origin", "Accept-Language");
        }
    }

    @Test
    void hasATitleOfItsOwnForEveryError() {
        var chinese = new ErrorTexts(Language.CHINESE);
        List<String> titles = Arrays.stream(ErrorCode.values())
                .filter(code -> code != ErrorCode.CONFIGURATION_INVALID)
                .peek(code -> assertThat(code.title()).matches("[A-Z].{10,70}\\."))
                .peek(code -> assertThat(chinese.title(code)).matches("[^.]{5,30}。"))
                .flatMap(code -> List.of(code.title(), chinese.title(code)).stream())
                .toList();

        assertThat(new HashSet<>(titles)).hasSameSizeAs(titles);
    }
}
