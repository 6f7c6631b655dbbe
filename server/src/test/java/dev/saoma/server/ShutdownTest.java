package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process receives SIGTERM while a login waits for WeChat: it completes and stores the login. */
@Timeout(180)
class ShutdownTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void answersALoginThatIsAtWeChat() throws Exception {
        try (Site site = Site.closed(folder);
                ServingChild child = ServingChild.start(folder, settings(site))) {
            var browser = new Browser(child.server());
            String state = browser.attempt().text("state");
            String code = site.code("alice");
            site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.Latency(Duration.ofMillis(2_500)));
            var login = CompletableFuture.supplyAsync(() -> browser.finish(code, state));
            awaitAtWeChat(child);

            child.terminate();
            assertThat(whenNotReady(child)).as("first status other than 200").isEqualTo(503);

            Reply finished = login.get(30, TimeUnit.SECONDS);
            assertThat(finished.status()).as(finished.body()).isEqualTo(200);
            assertThat(child.exitCode()).as("128 + SIGTERM").isEqualTo(143);
            assertThat(child.log()).doesNotContain("cut off");

            site.restart();
            browser.moveTo(site.server().publicUrl());
            assertThat(browser.redeem(finished.text("loginCode")).status()).isEqualTo(201);
        }
    }

    @Test
    void takesRequestsWhileItDrains() throws Exception {
        var drain = Duration.ofSeconds(3);
        try (Site site = Site.closed(folder)) {
            var settings = new HashMap<>(settings(site));
            settings.put("saoma.management.drain", drain.toSeconds() + "s");
            try (ServingChild child = ServingChild.start(folder, settings)) {
                long told = System.nanoTime();
                child.terminate();
                Optional<Integer> ready = answered(child.manage() + "/health/ready");
                while (ready.equals(Optional.of(200))) {
                    Thread.sleep(20);
                    ready = answered(child.manage() + "/health/ready");
                }
                Optional<Integer> answered = answered(child.server() + "/api/login");
                // If the machine stalled, the requests came after the end of the drain.
                if (System.nanoTime() - told < drain.toNanos()) {
                    assertThat(ready).contains(503);
                    assertThat(answered).contains(200);
                }

                assertThat(child.exitCode()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(drain);
            }
        }
    }

    private static Optional<Integer> answered(String address) throws InterruptedException {
        try {
            return Optional.of(
                    HTTP.send(request(address), BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> settings(Site site) {
        return Map.of(
                "saoma.mode",
                "development",
                "saoma.port",
                "0",
                "saoma.app",
                folder.resolve("app").toString(),
                "saoma.data",
                folder.resolve("data").toString(),
                "saoma.wechat.page-url",
                site.wechat().baseUrl(),
                "saoma.wechat.api-url",
                site.wechat().baseUrl(),
                "saoma.management.port",
                "0",
                "saoma.management.drain",
                "1s");
    }

    private static void awaitAtWeChat(ServingChild child) throws Exception {
        String one = "saoma_step_active{step=\"/sns/oauth2/access_token\"} 1.0";
        while (!ask(child.manage() + "/metrics").contains(one)) {
            Thread.sleep(20);
        }
    }

    private static int whenNotReady(ServingChild child) throws Exception {
        int status = 200;
        while (status == 200) {
            Thread.sleep(20);
            status = status(child.manage() + "/health/ready");
        }
        return status;
    }

    private static String ask(String address) throws Exception {
        return HTTP.send(request(address), BodyHandlers.ofString()).body();
    }

    private static int status(String address) throws Exception {
        return HTTP.send(request(address), BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
