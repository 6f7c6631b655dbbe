package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private void order(String fault) {
        assertThat(visitor.postJson("/_emulator/faults", "{\"endpoint\":\"auth\"," + fault + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> call() {
        return visitor.get("/sns/auth");
    }

    private Duration timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void answersLate() {
        order("\"kind\":\"latency\",\"millis\":300");
        assertThat(timed(this::call)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void hangs() {
        order("\"kind\":\"hang\"");
        assertThatThrownBy(() -> visitor.send(visitor.request("/sns/auth").timeout(Duration.ofMillis(400))))
                .hasCauseInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void drips() {
        order("\"kind\":\"drip\",\"millis\":5");
        assertThat(timed(() -> assertThat(call().body()).endsWith("}"))).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void resetsTheConnection() {
        order("\"kind\":\"reset\"");
        assertThatThrownBy(() -> visitor.postForm("/sns/auth", Map.of())).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void usesUpACodeWhoseAnswerIsLost() {
        emulator.fault(Target.ACCESS_TOKEN, 1, new Fault.Reset());
        String code = emulator.issueCode("wx5a0a5a0a00000001", "alice");
        String path = "/sns/oauth2/access_token?appid=wx5a0a5a0a00000001&secret=5a0a5a0a5a0a5a0a5a0a5a0a00000001"
                + "&grant_type=authorization_code&code=" + code;
        // A POST, because the JDK's client repeats a GET by itself.
        assertThatThrownBy(() -> visitor.postForm(path, Map.of())).isInstanceOf(RuntimeException.class);
        assertThat(visitor.get(path).body()).contains("40163");
    }

    @Test
    void cutsTheBody() {
        order("\"kind\":\"truncated\"");
        assertThatThrownBy(this::call).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void answersHtml() {
        order("\"kind\":\"html\"");
        assertThat(call().body()).contains("502 Bad Gateway");
    }

    @Test
    void answersAHugeBody() {
        order("\"kind\":\"huge\",\"bytes\":3000000");
        assertThat(call().body()).hasSize(3_000_000);
    }

    @Test
    void redirects() {
        order("\"kind\":\"redirect\",\"location\":\"http://127.0.0.1:1/\"");
        assertThat(call().headers().firstValue("Location")).hasValue("http://127.0.0.1:1/");
    }

    @Test
    void answersAnErrcodeInWeChatsWords() {
        order("\"kind\":\"errcode\",\"errcode\":-1");
        assertThat(call().body()).startsWith("{\"errcode\":-1,\"errmsg\":\"system error, rid: ");
    }

    @Test
    void answersAnErrcodeToThePoll() {
        emulator.fault(Target.POLL, 1, new Fault.ErrorCode(500, ""));
        assertThat(visitor.poll("any")).isEqualTo("window.wx_errcode=500;window.wx_code='';");
    }

    @Test
    void happensAsOftenAsOrdered() {
        order("\"kind\":\"html\",\"times\":2");
        call();
        call();
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @Test
    void canBeCancelled() {
        order("\"kind\":\"html\"");
        visitor.send(visitor.request("/_emulator/faults?endpoint=auth").DELETE());
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @Test
    void isExplainedInTheLog() {
        order("\"kind\":\"html\"");
        call();
        assertThat(emulator.requests().get(0).explanation().orElseThrow().reason())
                .isEqualTo("The fault html was ordered for this endpoint.");
    }
}
