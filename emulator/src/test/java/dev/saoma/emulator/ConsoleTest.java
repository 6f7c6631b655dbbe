package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.junit.WithWeChat;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's files and headers, as served. */
@WithWeChat
class ConsoleTest {

    private static final String PAGE = "/_emulator/";
    private static final String FOLDER = "/_emulator/console/";
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

    private final Visitor visitor;

    ConsoleTest(WeChatEmulator wechat) {
        visitor = new Visitor(wechat);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void letsNothingInline() {
        assertThat(header(visitor.get(PAGE), "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void isFramedByPagesOfThisMachineOnly() {
        assertThat(header(visitor.get(PAGE), "Content-Security-Policy"))
                .containsPattern("frame-ancestors 'self' http://localhost:\\*")
                .doesNotContain("frame-ancestors *");
    }

    @Test
    void saysThatItIsNotWeChat() {
        assertThat(visitor.get(PAGE).body()).contains("emulator, not WeChat");
    }

    @Test
    void isLinkedFromTheFirstPage() {
        assertThat(visitor.get("/").body()).contains("href=\"/_emulator/\"");
    }

    @Test
    void isFoundWithoutTheLastSlash() {
        assertThat(header(visitor.get("/_emulator"), "Location")).isEqualTo(PAGE);
    }

    @Test
    void servesEveryModuleThatAModuleImports() {
        Set<String> seen = new HashSet<>(Set.of("console.js"));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            HttpResponse<String> module = visitor.get(FOLDER + open.pop());
            assertThat(header(module, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
            Matcher imports = IMPORT.matcher(module.body());
            while (imports.find()) {
                if (seen.add(imports.group(1))) {
                    open.add(imports.group(1));
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    @Test
    void servesItsStyleAsAStyle() {
        HttpResponse<String> style = visitor.get(FOLDER + "console.css");
        assertThat(header(style, "Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(style, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/saoma.css", "console/frame.css"})
    void sharesItsStyleWithTheConsoleOfTheServer(String shared) throws Exception {
        Path source = Path.of("../web").resolve(shared);
        String name = source.getFileName().toString();
        assertThat(visitor.get(PAGE).body()).contains("href=\"" + FOLDER + name + "\"");
        assertThat(visitor.get(FOLDER + name).body()).isEqualTo(Files.readString(source));
    }

    @Test
    void leavesNoTraceInTheRequestLog(WeChatEmulator wechat) {
        visitor.get(PAGE);
        visitor.get(FOLDER + "console.js");
        assertThat(wechat.requests()).isEmpty();
    }

    @Test
    void makesNoMarkupFromText() {
        for (String name : Set.of(
                "dom.js",
                "form.js",
                "difference.js",
                "users.js",
                "requests.js",
                "qrcodes.js",
                "settings.js",
                "curl.js")) {
            assertThat(visitor.get(FOLDER + name).body()).doesNotContain("innerHTML", "insertAdjacentHTML", "eval(");
        }
    }
}
