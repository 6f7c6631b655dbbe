package dev.saoma.server;

import dev.saoma.emulator.WeChatEmulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A doctor with a valid configuration, and an emulator with TLS in WeChat's place. */
@Timeout(120)
abstract class DoctorOnEmulator {
    static WeChatEmulator wechat;

    @TempDir
    Path folder;

    DoctorFixture doctor;

    @BeforeAll
    static void start() {
        wechat = WeChatEmulator.builder().tls(0).start();
    }

    @AfterAll
    static void stop() {
        wechat.close();
    }

    @BeforeEach
    void open() {
        doctor = new DoctorFixture(folder, wechat);
    }

    @AfterEach
    void close() {
        doctor.close();
    }
}
