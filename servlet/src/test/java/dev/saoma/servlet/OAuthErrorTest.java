package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What an OAuth client, a person and the log get of a failure. */
class OAuthErrorTest {
    private static final String TOKEN = "/oauth2/token";
    private static final String USERINFO = "/oauth2/userinfo";
    private static final RouteSite SITE = new RouteSite(Site.production("/saoma"), OAuthRoutes.all());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INVALID_TOKEN")
    void tellsAClientTheErrorOfOAuth(OAuthError error) {
        Reply reply = SITE.browser().form(TOKEN, "client_id=grafana&fail=" + error.code());

        assertThat(reply.status()).isEqualTo(error.status());
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.json().propertyNames()).containsExactly("error", "error_description", "trace_id");
        assertThat(reply.text("error")).isEqualTo(error.code());
        assertThat(reply.text("error_description")).isEqualTo("It is refused.");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
        assertThat(lines())
                .containsExactly(reply.text("trace_id") + " POST " + TOKEN + " client=grafana " + error.code()
                        + " It is refused. (the cause)");
    }

    @ParameterizedTest
    @CsvSource({
        "limit,   429, temporarily_unavailable, 7",
        "store,   503, temporarily_unavailable, ''",
        "missing, 404, invalid_request,         ''",
        "crash,   500, server_error,            ''"
    })
    void tellsAClientAnyOtherFailureInTheSameForm(String how, int status, String error, String retryAfter) {
        Reply reply = SITE.browser().form(TOKEN, "fail=" + how);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("error")).isEqualTo(error);
        assertThat(reply.text("error_description")).matches("[ !#-\\[\\]-~]+").doesNotContain("hunter2");
        assertThat(reply.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(lines()).singleElement().asString().startsWith(reply.text("trace_id") + " POST /oauth2/token ");
    }

    @Test
    void writesADescriptionInTheCharactersOfTheStandard() {
        assertThat(SITE.browser().form(TOKEN, "fail=store").text("error_description"))
                .isEqualTo("The database is 'away' ? ?.");
    }

    @Test
    void asksForBasicAuthenticationWhenThatWasTried() {
        Reply reply = SITE.browser().form(TOKEN, "fail=invalid_client", "Authorization: basic eDp5");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"saoma\"");
    }

    @Test
    void namesNoErrorForARequestWithoutAToken() {
        Reply reply = SITE.browser().get(USERINFO);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"saoma\"");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void namesTheErrorOfATokenThatIsNotValid() {
        Reply reply = SITE.browser().get(USERINFO, "Authorization: Bearer x");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"saoma\", error=\"invalid_token\"");
        assertThat(reply.text("error")).isEqualTo("invalid_token");
    }

    @Test
    void answersAWrongMethodInTheSameForm() {
        Reply reply = SITE.browser().get(TOKEN);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST");
        assertThat(reply.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void showsAPersonAPageInPlaceOfARedirect() {
        for (Reply page : List.of(
                SITE.browser().get("/oauth2/authorize?fail=invalid_request", "Accept: text/html"),
                SITE.browser().get("/oauth2/authorize?fail=invalid_request"),
                SITE.browser().form("/oauth2/authorize", "fail=invalid_request"))) {
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Location")).isEmpty();
            assertThat(page.body())
                    .contains("The application sent an invalid request.", "应用发来的请求无效。")
                    .contains("<code>invalid_request</code> <span>It is refused.</span>")
                    .doesNotContain("the cause");
        }
        assertThat(lines()).hasSize(3).allMatch(line -> line.endsWith("invalid_request It is refused. (the cause)"));
    }

    @Test
    void showsADescriptionAsText() {
        assertThat(SITE.browser().get("/oauth2/authorize?markup=1").body())
                .contains("&lt;b&gt;&quot;no&quot;&lt;/b&gt;");
    }

    @ParameterizedTest
    @CsvSource({"server_error, 500, internal_error", "temporarily_unavailable, 503, store_unavailable"})
    void doesNotBlameTheApplicationForAFaultOfThisSite(String error, int status, String code) {
        Reply page = SITE.browser().get("/oauth2/authorize?fail=" + error);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.body()).contains("<code>" + code + "</code>");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
