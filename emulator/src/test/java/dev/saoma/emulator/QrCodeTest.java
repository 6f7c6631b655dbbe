package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.internal.picture.QrImage;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.qrcode.QrStatus;
import dev.saoma.emulator.world.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    private static final String ALICE = Sample.ALICE.id();
    private static final String WANG = Sample.WANG.id();

    private final WeChatEmulator emulator = WeChatEmulator.start();
    private final Visitor visitor = new Visitor(emulator);

    @AfterEach
    void close() {
        emulator.close();
    }

    private String show() {
        return visitor.openLogin(LoginPageTest.login());
    }

    @Test
    void isAPictureThatAScannerReads() throws Exception {
        String uuid = show();
        assertThat(QrScanner.read(visitor.bytes("/connect/qrcode/" + uuid)))
                .isEqualTo(emulator.baseUrl() + "/connect/confirm?uuid=" + uuid);
    }

    @Test
    void isReadWhateverItSays() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 300; i++) {
            String address = "https://open.weixin.qq.com/connect/confirm?uuid=" + Long.toString(random.nextLong(), 36);
            assertThat(QrScanner.read(QrImage.jpeg(address))).isEqualTo(address);
        }
    }

    @Test
    void isAJpeg() {
        assertThat(visitor.get("/connect/qrcode/" + show()).headers().firstValue("Content-Type"))
                .hasValue("image/jpeg");
    }

    @Test
    void remembersTheState() {
        show();
        assertThat(emulator.qrCodes().get(0).state()).isEqualTo("S1");
    }

    @Test
    void canBeScannedAgainAfterARefusal() {
        String uuid = show();
        emulator.scan(uuid, ALICE);
        emulator.refuse(uuid, ALICE);
        assertThat(emulator.scan(uuid, WANG).status()).isEqualTo(QrStatus.SCANNED);
    }

    @Test
    void cannotBeAllowedUnscanned() {
        String uuid = show();
        assertThatThrownBy(() -> emulator.allow(uuid, ALICE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBeAllowedByAnotherUser() {
        String uuid = show();
        emulator.scan(uuid, ALICE);
        assertThatThrownBy(() -> emulator.allow(uuid, WANG)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBeScannedByTwoUsers() {
        String uuid = show();
        emulator.scan(uuid, ALICE);
        assertThatThrownBy(() -> emulator.scan(uuid, WANG)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBeAllowedTwice() {
        String uuid = show();
        emulator.scan(uuid, ALICE);
        emulator.allow(uuid, ALICE);
        assertThatThrownBy(() -> emulator.allow(uuid, ALICE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBeAllowedAfterItsEnd() {
        String uuid = show();
        emulator.scan(uuid, ALICE);
        emulator.advanceClock(Duration.ofSeconds(301));
        assertThatThrownBy(() -> emulator.allow(uuid, ALICE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBeScannedByAUserWhoDoesNotExist() {
        String uuid = show();
        assertThatThrownBy(() -> emulator.scan(uuid, "nobody")).hasMessage("There is no user nobody.");
    }

    @Test
    void yieldsOneCodeToTwoPhonesAtOnce() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 1_000; round++) {
                String uuid = show();
                Set<String> winners = ConcurrentHashMap.newKeySet();
                CyclicBarrier start = new CyclicBarrier(2);
                List<Callable<Object>> both =
                        List.of(phone(uuid, ALICE, start, winners), phone(uuid, WANG, start, winners));
                for (Future<Object> phone : phones.invokeAll(both)) {
                    phone.get();
                }
                assertThat(winners).hasSize(1);
            }
        } finally {
            phones.shutdownNow();
        }
    }

    private Callable<Object> phone(String uuid, String user, CyclicBarrier start, Set<String> winners) {
        return () -> {
            start.await();
            try {
                emulator.scan(uuid, user);
                QrCode done = emulator.allow(uuid, user);
                winners.add(done.userId().orElseThrow());
            } catch (IllegalStateException lost) {
                // The other phone was first.
            }
            return "";
        };
    }

    @Test
    void yieldsOneCodeToThePhoneThatTapsTwiceAtOnce() throws Exception {
        ExecutorService taps = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 300; round++) {
                String uuid = show();
                emulator.scan(uuid, ALICE);
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Boolean> tap = () -> {
                    start.await();
                    return visitor.postJson("/_emulator/qrcodes/" + uuid + "/allow", "{}")
                                    .statusCode()
                            == 200;
                };
                int successes = 0;
                for (Future<Boolean> answer : taps.invokeAll(List.of(tap, tap))) {
                    successes += answer.get() ? 1 : 0;
                }
                assertThat(successes).isEqualTo(1);
            }
        } finally {
            taps.shutdownNow();
        }
    }
}
