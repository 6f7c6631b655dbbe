package dev.saoma.demo;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.qrcode.QrStatus;
import dev.saoma.emulator.world.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Failures that a reader can cause on purpose, to see their effect on pages. They affect only the emulator.
 * Thread-safe.
 */
final class Trouble {
    private static final int UNTIL_MENDED = 1_000;
    private static final String ELSEWHERE = "elsewhere.example";

    private final WeChatEmulator emulator;
    private final List<App> moved = new ArrayList<>();

    Trouble(WeChatEmulator emulator) {
        this.emulator = emulator;
    }

    /** A kind of failure; the end of its address is its name in lower case. */
    enum Kind {
        /** On the phone, the shown QR code is scanned and refused. */
        REFUSE,
        /** The shown QR code expires. */
        EXPIRE,
        /** WeChat's API resets every connection, until {@link #MEND}. */
        SILENCE,
        /** Every application's callback domain at WeChat is another one, until {@link #MEND}. */
        DOMAIN,
        /** Ends the lasting failures. */
        MEND;

        static Optional<Kind> at(String path) {
            return List.of(values()).stream()
                    .filter(kind -> path.equals("/break/" + kind.name().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** Returns whether the failure was caused: without a QR code on a screen, none can be refused or expire. */
    synchronized boolean make(Kind kind) {
        return switch (kind) {
            case REFUSE -> shown().map(this::refuse).isPresent();
            case EXPIRE -> shown().map(qr -> emulator.expire(qr.uuid())).isPresent();
            case SILENCE -> {
                mend();
                emulator.fault(Target.ACCESS_TOKEN, UNTIL_MENDED, new Fault.Reset());
                yield true;
            }
            case DOMAIN -> {
                mend();
                emulator.apps().forEach(this::move);
                yield true;
            }
            case MEND -> {
                mend();
                yield true;
            }
        };
    }

    private Optional<QrCode> shown() {
        return emulator.qrCodes().stream()
                .filter(qr -> qr.status() != QrStatus.ALLOWED && qr.status() != QrStatus.EXPIRED)
                .findFirst();
    }

    private QrCode refuse(QrCode qr) {
        String user = qr.userId().orElseGet(() -> emulator.users().get(0).id());
        if (qr.status() != QrStatus.SCANNED) {
            emulator.scan(qr.uuid(), user);
        }
        return emulator.refuse(qr.uuid(), user);
    }

    private void move(App app) {
        moved.add(app);
        emulator.put(new App(
                app.appid(),
                app.secret(),
                app.name(),
                app.account(),
                ELSEWHERE,
                app.allowPorts(),
                app.type(),
                app.status()));
    }

    private void mend() {
        emulator.clearFaults();
        moved.forEach(emulator::put);
        moved.clear();
    }
}
