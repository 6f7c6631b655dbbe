package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginSteps;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port: health and metrics, which the public port does not serve. */
@Timeout(120)
class ManagementTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Matches the type line of a metric in Prometheus's format. */
    private static final Pattern NAME = Pattern.compile("^# TYPE (\\S+) .*");

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.open(folder);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void livesAndIsReady() throws Exception {
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(whenReady().body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void isReadyWhateverWeChatDoes() throws Exception {
        site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.Reset());
        site.browser().login(site.code("alice"));
        int asked = site.wechat().requests().size();

        assertThat(whenReady().statusCode()).isEqualTo(200);
        assertThat(site.wechat().requests()).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void saysNothingOnThePublicPort(String path) throws Exception {
        assertThat(ask(site.server().publicUrl() + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/health", "/metrics/", "/api/login", "/api/admin/users", "/health/live/../../api/login"})
    void servesNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isBetween(400, 404);
    }

    @Test
    void changesNothing() throws Exception {
        var post = HttpRequest.newBuilder(uri("/metrics")).POST(BodyPublishers.noBody());

        assertThat(HTTP.send(post.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void listensOnLoopbackAlone() {
        assertThat(site.server().managementUrl()).map(URI::getHost).contains("127.0.0.1");
    }

    @Test
    void timesEveryStepByWhatCameOfIt() throws Exception {
        site.browser().login(site.code("alice"));
        Browser browser = site.browser();
        browser.finish("021inventedinventedinventedinven", browser.attempt().text("state"));

        assertThat(metrics())
                .contains("saoma_step_seconds_count{outcome=\"ok\",step=\"session\"}")
                .contains("saoma_step_seconds_count{outcome=\"ok\",step=\"/sns/oauth2/access_token\"}")
                .contains("saoma_step_seconds_count{outcome=\"wechat_code_invalid\",step=\"code\"}")
                .contains("saoma_step_seconds_bucket{outcome=\"ok\",step=\"code\",le=\"5.0\"}");
    }

    @Test
    void countsWhatTheCacheOfSessionsAnswers() throws Exception {
        Browser browser = site.browser();
        browser.login(site.code("alice"));
        double before = value("saoma_session_cache_requests_total{result=\"hit\"}");
        for (int i = 0; i < 5; i++) {
            assertThat(browser.session().status()).isEqualTo(200);
        }

        assertThat(value("saoma_session_cache_requests_total{result=\"hit\"}")).isGreaterThanOrEqualTo(before + 4);
        assertThat(value("saoma_session_cache_size")).isPositive();
    }

    @Test
    void showsTheDatabasesConnectionsAndTheProcess() throws Exception {
        assertThat(value("saoma_store_connections_max")).isEqualTo(5);
        assertThat(value("saoma_store_waiting")).isZero();
        assertThat(value("process_uptime_seconds")).isPositive();
        assertThat(metrics()).contains("jvm_memory_used_bytes{", "jvm_gc_", "jvm_threads_live_threads");
    }

    /** Labels with arbitrary values from clients would exhaust the memory of the metrics collector. */
    @Test
    void labelsWithValuesOfAClosedListOnly() throws Exception {
        Browser browser = site.browser();
        browser.login(site.code("alice"));
        browser.get("/api/login/NoSuchInstance");
        browser.finish("x", "0".repeat(64));
        Set<String> outcomes = Stream.concat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code), Stream.of("ok"))
                .collect(Collectors.toSet());
        Set<String> steps = new TreeSet<>(LoginSteps.NAMES);
        steps.add("other");
        List<String> ours =
                metrics().lines().filter(line -> line.startsWith("saoma_")).toList();

        assertThat(ours).isNotEmpty();
        assertThat(labels(ours)).isEqualTo(Set.of("step", "outcome", "le", "result"));
        assertThat(values(ours, "step")).isSubsetOf(steps);
        assertThat(values(ours, "outcome")).isSubsetOf(outcomes);
        assertThat(values(ours, "result")).isSubsetOf("hit", "miss");
    }

    @Test
    void isGoneWhenTheServerIsClosed(@TempDir Path own) throws Exception {
        Site closed = Site.open(own);
        URI tools = closed.server().managementUrl().orElseThrow();
        closed.close();

        assertThat(catchThrowable(() -> ask(tools + "/health/live"))).isInstanceOf(ConnectException.class);
    }

    /** Retries, because readiness may exceed its two seconds if the machine stalls. */
    private static HttpResponse<String> whenReady() throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        HttpResponse<String> answer = get("/health/ready");
        while (answer.statusCode() != 200 && System.nanoTime() < until) {
            Thread.sleep(100);
            answer = get("/health/ready");
        }
        return answer;
    }

    private static double value(String series) throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    private static Set<String> labels(List<String> lines) {
        return found(lines, Pattern.compile("[{,]([a-z_]+)=\""));
    }

    private static Set<String> values(List<String> lines, String label) {
        return found(lines, Pattern.compile("[{,]" + label + "=\"([^\"]*)\""));
    }

    private static Set<String> found(List<String> lines, Pattern pattern) {
        return lines.stream()
                .flatMap(line -> pattern.matcher(line).results().map(result -> result.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names of all metrics. */
    static Set<String> names(String metrics) {
        return metrics.lines()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String metrics() throws Exception {
        return get("/metrics").body();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(site.server().managementUrl().orElseThrow() + path);
    }

    private static HttpResponse<String> ask(String address) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }
}
