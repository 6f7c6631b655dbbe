package com.example.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The messages of the starter in an application that it does not support. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedTest {
    @TempDir
    private Path folder;

    @SpringBootApplication
    static class Shop {}

    @Test
    void saysSo(CapturedOutput output) {
        if (SpringBootVersion.getVersion().startsWith("2.")) {
            assertThatThrownBy(this::start).hasMessageContaining("needs Spring Boot 3.3 or newer");
            assertThat(output)
                    .contains("APPLICATION FAILED TO START")
                    .contains("needs Spring Boot 3.3 or newer")
                    .contains("./saoma serve")
                    .contains("单独运行")
                    .doesNotContain("\tat ");
        } else {
            try (ConfigurableApplicationContext shop = start()) {
                assertThat(shop.isRunning()).isTrue();
                assertThat(output).contains("Saoma serves nothing in this application").contains("this is WebFlux");
            }
        }
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                Shop.class,
                "--server.port=0",
                "--saoma.mode=development",
                "--saoma.data=" + folder,
                "--saoma.instances.MyWeChatLogin.app-id=wx5a0a5a0a00000001",
                "--saoma.instances.MyWeChatLogin.app-secret=5a0a5a0a5a0a5a0a5a0a5a0a00000001");
    }
}
