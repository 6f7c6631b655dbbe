package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Out of memory: the process prints a line and exits. */
class OutOfMemoryTest {
    @Test
    void isFoundInWhateverIsLogged() {
        var ends = new AtomicInteger();
        var context = new LoggerContext();
        context.addTurboFilter(new OutOfMemory(ends::incrementAndGet));
        Logger log = context.getLogger("org.eclipse.jetty");
        log.setLevel(ch.qos.logback.classic.Level.ERROR);

        log.debug("a job failed", new IllegalStateException("not this one"));
        assertThat(ends).hasValue(0);
        log.debug("a job failed", new OutOfMemoryError("Java heap space"));
        assertThat(ends).hasValue(1);
        log.error("{} {}", "a", "b", new IllegalStateException(new OutOfMemoryError("Java heap space")));
        assertThat(ends).hasValueGreaterThan(1);
    }

    @Test
    void endsTheProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(3);
        assertThat(said).contains("saoma: out of memory, the process ends");
    }

    /** The error ends one thread. The main thread would keep the process alive. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws InterruptedException {
            OutOfMemory.endsThisProcess();
            new Thread(() -> {
                        throw new OutOfMemoryError("Java heap space");
                    })
                    .start();
            Thread.sleep(60_000);
        }
    }
}
