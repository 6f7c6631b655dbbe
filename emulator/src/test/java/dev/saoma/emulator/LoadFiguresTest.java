package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The load that the emulator is designed for, in a separate JVM with a heap of 256 MB. Prints the figures of
 * docs/emulator.md. Takes a minute or two, so it runs only with {@code -Dtest=LoadFiguresTest -Dfigures=true}.
 */
@EnabledIfSystemProperty(named = "figures", matches = "true")
class LoadFiguresTest {

    private static final int PAGES = 10_000;
    private static final int CODES = 100_000;
    private static final int CALLS = 50_000;
    private static final int THREADS = 4;
    private static final Pattern UUID = Pattern.compile("/connect/qrcode/([0-9A-Za-z]{16})");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([0-9A-Za-z]{32})\"");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();

    /** The main class of the other JVM. The emulator holds polls until all pages are open. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
            WeChatEmulator emulator = WeChatEmulator.builder()
                    .hold(Duration.ofMinutes(9))
                    .qrCodeLife(Duration.ofHours(1))
                    .codeLife(Duration.ofHours(1))
                    .start();
            System.out.println(emulator.port());
            Thread.currentThread().join();
        }
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void holdsTenThousandPagesAndAHundredThousandCodesIn256Megabytes() throws Exception {
        Process child = start();
        List<RawClient> pages = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(out.readLine());
            long atStart = heap(child);

            open(pages, port);
            long withPages = heap(child);
            say("heap after GC at the start: %.1f MB", atStart / 1e6);
            say("heap after GC per waiting page: %.0f bytes", (double) (withPages - atStart) / PAGES);

            say("codes issued per second: %.0f", CODES / timed(CODES, () -> issue(port)));
            long withCodes = heap(child);
            say("heap after GC per code: %.0f bytes", (double) (withCodes - withPages) / CODES);
            say("heap after GC with all pages and codes: %.1f MB", withCodes / 1e6);

            say("access_token calls per second: %.0f", CALLS / timed(CALLS, () -> exchange(port)));
            say("heap after GC after these: %.1f MB", heap(child) / 1e6);

            assertThat(pages).allMatch(RawClient::isSilent);
            try (RawClient control = new RawClient(port)) {
                control.post("/_emulator/reset", "{}");
                control.read();
            }
            for (RawClient page : pages) {
                assertThat(page.read()).contains("wx_errcode=402");
            }
        } finally {
            for (RawClient page : pages) {
                page.close();
            }
            child.destroyForcibly().waitFor();
        }
    }

    private static Process start() throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        java("java"), "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-cp", path, Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** Returns the bytes of live objects: the histogram runs a garbage collection first. */
    private static long heap(Process child) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(child.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        if (Boolean.getBoolean("histogram")) {
            histogram.lines().limit(30).forEach(System.out::println);
        }
        return Long.parseLong(first(TOTAL, histogram));
    }

    private static void open(List<RawClient> pages, int port) throws IOException {
        String login = "/connect/qrconnect?" + Visitor.encode(LoginPageTest.login());
        for (int i = 0; i < PAGES; i++) {
            RawClient page = new RawClient(port);
            pages.add(page);
            page.get(login);
            page.get("/connect/l/qrconnect?uuid=" + first(UUID, page.read()));
        }
    }

    /** Returns the seconds for all calls, from several connections at once. */
    private static double timed(int times, Callable<Step> connect) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long start = System.nanoTime();
        try {
            Callable<Void> work = () -> {
                try (Step step = connect.call()) {
                    for (int i = 0; i < times / THREADS; i++) {
                        step.run();
                    }
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(THREADS, work))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private interface Step extends AutoCloseable {
        void run() throws IOException;

        @Override
        default void close() throws IOException {}
    }

    private Step issue(int port) throws IOException {
        RawClient client = new RawClient(port);
        String body = "{\"appid\":\"" + Sample.APP.appid() + "\",\"userId\":\"alice\"}";
        return () -> {
            client.post("/_emulator/codes", body);
            codes.add(first(CODE, client.read()));
        };
    }

    private Step exchange(int port) throws IOException {
        RawClient client = new RawClient(port);
        String call = "/sns/oauth2/access_token?grant_type=authorization_code&appid=" + Sample.APP.appid() + "&secret="
                + Sample.APP.secret() + "&code=";
        return () -> {
            client.get(call + codes.remove());
            assertThat(client.read()).contains("openid");
        };
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static void say(String format, Object value) {
        System.out.printf(Locale.ROOT, "FIGURE " + format + "%n", value);
    }
}
