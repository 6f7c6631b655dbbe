package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application whose own CORS filter allows every origin, with credentials, or none. */
class ApplicationCorsTest {
    private static final Site BEFORE = site(List.of(new Open()), List.of());
    private static final Site AFTER = site(List.of(), List.of(new Open(), new OpenAfterwards()));
    private static final Site CLOSED = site(List.of(), List.of(new Closed()));

    @AfterAll
    static void close() {
        List.of(BEFORE, AFTER, CLOSED).forEach(Site::close);
    }

    private static Site site(List<Filter> first, List<Filter> last) {
        return new Site(new Site.Parts(null, null, new Me(), first, last), Site.production("/saoma"), "/");
    }

    /** Repeats the origin of the request, as wide-open filters do, and answers preflight requests itself. */
    private static class Open implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String origin = ((HttpServletRequest) request).getHeader("Origin");
            if (origin != null) {
                share((HttpServletResponse) response, origin);
            }
            chain.doFilter(request, response);
        }

        static void share(HttpServletResponse response, String origin) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Access-Control-Allow-Headers", "*");
        }
    }

    /** Shares every response, whatever the request has. */
    private static final class OpenAfterwards extends Open {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
            share((HttpServletResponse) response, "https://evil.example");
        }
    }

    /** Refuses every request that names an origin. */
    private static final class Closed implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("origin") == null) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(403, "Invalid CORS request");
            }
        }
    }

    private static final class Me extends jakarta.servlet.http.HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getHeader("Origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.com.evil.example"})
    void aForeignPageReadsNoAnswerWithCredentials(String origin) {
        for (Site site : List.of(BEFORE, AFTER)) {
            Reply reply = site.signedIn("reads").get("/api/session", "Origin: " + origin);

            assertThat(reply.header("Access-Control-Allow-Origin"))
                    .isNotEqualTo(origin)
                    .isNotEqualTo("*");
            assertThat(reply.header("Access-Control-Allow-Credentials")).isNotEqualTo("true");
        }
    }

    @Test
    void aForeignPageChangesNothing() {
        for (Site site : List.of(BEFORE, AFTER)) {
            Browser browser = site.signedIn("changes");

            assertThat(browser.delete("/api/session", "Origin: https://evil.example")
                            .code())
                    .isEqualTo("forbidden");
            assertThat(browser.delete("/api/session", "Origin: https://evil.example", "Authorization: Bearer junk")
                            .code())
                    .isEqualTo("forbidden");
            assertThat(browser.get("/api/session").status()).isEqualTo(200);
        }
    }

    @Test
    void aListedPageReadsAnswersWhateverTheApplicationAllows() {
        for (Site site : List.of(BEFORE, AFTER, CLOSED)) {
            Reply reply = site.signedIn("listed").get("/api/session", "Origin: " + Site.FRIEND);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.all("Access-Control-Allow-Origin")).containsExactly(Site.FRIEND);
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        }
    }

    @Test
    void aListedPagesPreflightIsAnsweredBySaoma() {
        for (Site site : List.of(AFTER, CLOSED)) {
            Reply reply = site.browser()
                    .send(
                            "OPTIONS",
                            "/api/session",
                            "",
                            "Origin: " + Site.FRIEND,
                            "Access-Control-Request-Method: DELETE");

            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.header("Access-Control-Allow-Headers")).contains("Saoma-Attempt");
        }
    }

    @Test
    void theApplicationsOwnAddressesStayAsTheyAre() {
        Reply reply = dev.saoma.testing.Wire.send(
                AFTER.port(), "GET", "/demo/me", List.of("Origin: https://evil.example"), new byte[0]);

        assertThat(reply.body()).isEqualTo("https://evil.example");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://evil.example");
    }
}
