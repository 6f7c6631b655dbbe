package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongPollTest {

    private static final String ALICE = Sample.ALICE.id();

    private final WeChatEmulator emulator =
            WeChatEmulator.builder().hold(Duration.ofMillis(300)).start();
    private final Visitor visitor = new Visitor(emulator);
    private final String uuid = visitor.openLogin(LoginPageTest.login());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void answers408AfterTheHold() {
        long start = System.nanoTime();
        assertThat(visitor.poll(uuid)).isEqualTo("window.wx_errcode=408;window.wx_code='';");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void isAScript() {
        assertThat(visitor.get("/connect/l/qrconnect?uuid=" + uuid).headers().firstValue("Content-Type"))
                .hasValue("text/javascript");
    }

    @Test
    void answers404WhenScanned() {
        emulator.scan(uuid, ALICE);
        assertThat(visitor.poll(uuid)).isEqualTo("window.wx_errcode=404;window.wx_code='';");
    }

    @Test
    void holdsAPageThatKnowsOfTheScan() {
        emulator.scan(uuid, ALICE);
        assertThat(visitor.poll(uuid + "&last=404")).contains("408");
    }

    @Test
    void answers403WhenRefused() {
        emulator.scan(uuid, ALICE);
        emulator.refuse(uuid, ALICE);
        assertThat(visitor.poll(uuid + "&last=404")).isEqualTo("window.wx_errcode=403;window.wx_code='';");
    }

    @Test
    void answers405WithTheCode() {
        emulator.scan(uuid, ALICE);
        emulator.allow(uuid, ALICE);
        assertThat(visitor.poll(uuid)).matches("window\\.wx_errcode=405;window\\.wx_code='0\\d\\d[0-9A-Za-z]{29}';");
    }

    @Test
    void answers402WhenExpired() {
        emulator.advanceClock(Duration.ofSeconds(300));
        assertThat(visitor.poll(uuid)).isEqualTo("window.wx_errcode=402;window.wx_code='';");
    }

    @Test
    void answers402ForAnUnknownQrCode() {
        assertThat(visitor.poll("nonsense")).contains("402");
    }

    @Test
    void wakesAWaitingPage() throws Exception {
        try (WeChatEmulator patient = WeChatEmulator.start()) {
            Visitor page = new Visitor(patient);
            String shown = page.openLogin(LoginPageTest.login());
            CompletableFuture<String> answer = page.later("/connect/l/qrconnect?uuid=" + shown);
            Thread.sleep(150);
            patient.scan(shown, ALICE);
            assertThat(answer.get(20, TimeUnit.SECONDS)).contains("404");
        }
    }

    @Test
    void wakesAWaitingPageWhenTheClockPassesTheEnd() throws Exception {
        try (WeChatEmulator patient = WeChatEmulator.start()) {
            Visitor page = new Visitor(patient);
            String shown = page.openLogin(LoginPageTest.login());
            CompletableFuture<String> answer = page.later("/connect/l/qrconnect?uuid=" + shown);
            Thread.sleep(150);
            patient.advanceClock(Duration.ofMinutes(6));
            assertThat(answer.get(20, TimeUnit.SECONDS)).contains("402");
        }
    }
}
