package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.servlet.internal.page.Assets;
import dev.saoma.servlet.internal.page.HtmlTemplate;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
    private static final Site SITE = new Site(Site.production("/saoma"));

    @AfterAll
    static void close() {
        SITE.close();
    }

    private static final String ENTRY = "wechat-login.js";

    /** All files beside the templates and type declarations are served; of the component, only its built file. */
    static Stream<Path> files() {
        Stream<Path> pages = in(Path.of("../web/src")).filter(file -> !isTemplateOrType(file) && !file.endsWith(ENTRY));
        return Stream.concat(pages, in(Path.of("../web/dist")));
    }

    static Stream<Path> templatesAndTypes() {
        return in(Path.of("../web/src")).filter(AssetsTest::isTemplateOrType);
    }

    private static boolean isTemplateOrType(Path file) {
        return file.toString().endsWith(".html") || file.toString().endsWith(".d.ts");
    }

    private static Stream<Path> in(Path folder) {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void servesEveryFileThatAPageOrTheComponentLoads(Path source) throws IOException {
        Browser browser = SITE.browser();
        String file = source.getFileName().toString();

        Reply reply = browser.get("/assets/" + file);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase(type(file));
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reply.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(reply.body()).isEqualTo(Files.readString(source));

        Reply again = browser.get("/assets/" + file, "If-None-Match: W/\"x\", " + reply.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(reply.header("ETag"));
        Reply head = browser.send("HEAD", "/assets/" + file, "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private static String type(String file) {
        return switch (file.replaceFirst(".*\\.", "")) {
            case "js" -> "text/javascript;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new AssertionError(file);
        };
    }

    @ParameterizedTest
    @MethodSource("templatesAndTypes")
    void servesNoTemplateAndNoTypes(Path source) {
        assertThat(SITE.browser().get("/assets/" + source.getFileName()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e.json",
                "app.json",
                "package.json",
                "openapi.json",
                "wechat-login.js.map",
                "flow.js",
                "element",
                "element/flow.js",
                "Login.js",
                "..",
                "x",
                "wechat-login.js%00",
                "..%2f..%2fapp.json"
            })
    void servesNothingElse(String file) {
        // The container rejects some of these addresses itself.
        assertThat(Wire.send(SITE.port(), "GET", "/saoma/assets/" + file, List.of(), new byte[0])
                        .status())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "br, gzip;q=0.5|true",
                "GZIP ; q=1.0|true",
                "br|false",
                "gzip;q=0|false",
                "gzip;q=0.000|false",
                "xgzip|false"
            })
    void packsAFileForWhoeverUnpacksIt(String accepted, boolean packed) throws Exception {
        HttpResponse<byte[]> reply = asset(accepted, "");

        assertThat(header(reply, "Vary")).isEqualTo("Origin, Accept-Encoding");
        assertThat(header(reply, "Content-Encoding")).isEqualTo(packed ? "gzip" : "");
        assertThat(packed ? unpacked(reply.body()) : reply.body())
                .isEqualTo(Files.readAllBytes(Path.of("../web/dist/wechat-login.js")));
        String other = header(asset(packed ? "br" : "gzip", ""), "ETag");
        assertThat(asset(accepted, header(reply, "ETag")).statusCode()).isEqualTo(304);
        assertThat(asset(accepted, other).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> asset(String accepted, String known) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + SITE.port() + "/saoma/assets/wechat-login.js"))
                .header("Accept-Encoding", accepted)
                .header("If-None-Match", known)
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> reply, String name) {
        return String.join(", ", reply.headers().allValues(name));
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }

    @Test
    void saysWhereThePackagesModulesAre() {
        Reply reply = SITE.browser().get("/assets/importmap.json", "Origin: " + Site.FRIEND);

        assertThat(reply.header("Content-Type")).isEqualTo("application/importmap+json");
        assertThat(reply.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(Site.FRIEND);
        assertThat(reply.body())
                .isEqualTo("{\"imports\":{\"@saoma/wechat-login\":\"/saoma/assets/wechat-login.js\","
                        + "\"@saoma/wechat-login/component\":\"/saoma/assets/login-component.js\"}}");
    }

    @Test
    void findsEveryFormOfImport() {
        assertThat(Assets.imports("""
                // SPDX-License-Identifier: Apache-2.0
                import { LoginError, callApi } from './a.js';
                import Plain from "./b.js"
                import './side-effect.js';
                import {
                  several,
                  lines,
                } from './c2.js';
                export { textOf } from './d.js';
                export * from'./e.js';
                const late = await import('./f.js');
                import('/absolute.js'); import 'bare.js'; import '../above.js'; import './below/it.js';
                const url = new URL('./not-loaded.js', import.meta.url), from = './neither.js';
                """))
                .containsExactly("a.js", "b.js", "side-effect.js", "c2.js", "d.js", "e.js", "f.js");
    }

    @Test
    void startsWithNoFileMissing() {
        assertThatThrownBy(() -> new Assets("", List.of(new HtmlTemplate("<script src=\"{{base}}/assets/gone.js\">"))))
                .hasMessageContaining("/dev/saoma/web/gone.js");
        assertThatThrownBy(() ->
                        new Assets("", List.of(new HtmlTemplate("<script src=\"{{base}}/assets/assets-test.js\">"))))
                .hasMessageContaining("/dev/saoma/web/imported-and-gone.js");
        assertThatThrownBy(() -> new Assets("", List.of(new HtmlTemplate("<a href=\"{{base}}/assets/login.html\">"))))
                .hasMessageContaining("login.html is of no type");
    }
}
