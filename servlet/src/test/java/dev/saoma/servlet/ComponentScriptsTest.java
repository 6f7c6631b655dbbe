package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the component's own tests, which are written in JavaScript. */
@Timeout(120)
class ComponentScriptsTest {

    @Test
    void passTheirTests() throws IOException, InterruptedException {
        if (!isThere()) {
            System.out.println("SKIPPED: no Node.js on this machine, so the component's own tests did not run;"
                    + " install the package nodejs");
            Assumptions.abort("no Node.js");
        }
        Process node = new ProcessBuilder("node", "--test")
                .directory(Path.of("../web").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("# pass [1-9]").contains("# fail 0");
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
                throw new IllegalStateException("Node.js is required here", e);
            }
            return false;
        }
    }
}
