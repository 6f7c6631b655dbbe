package dev.saoma.emulator;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium; nothing is downloaded. */
final class Chromium {

    private Chromium() {}

    /** Gives up the test loudly when there is no browser, unless SAOMA_REQUIRE_ALL is true. */
    static Playwright driver() {
        if (executable().isEmpty()) {
            Skipped.because(
                    "no Chromium on this machine, so the emulator's pages were not tried in a browser; install the"
                            + " package chromium");
        }
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser launch(Playwright playwright) {
        // A machine that builds other things besides is slow.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable().orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                // A process for each site of each page takes most of the time on two cores; origins are
                                // kept apart without.
                                "--disable-site-isolation-trials",
                                "--in-process-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Optional<Path> executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
