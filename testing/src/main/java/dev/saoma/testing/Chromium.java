package dev.saoma.testing;

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
import org.junit.jupiter.api.Assumptions;

/** The installed Chromium; nothing is downloaded. */
public record Chromium(Playwright driver, Browser browser) implements AutoCloseable {
    /** In milliseconds, with a margin for a machine that also runs other builds. */
    public static final double PATIENCE = 30_000;

    private static final List<String> ALWAYS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            // A process for each site takes most of the time on two cores; origins stay isolated without it.
            "--disable-site-isolation-trials",
            "--in-process-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Only the last such list is used: this one is Playwright's, followed by the pages that Chromium loads for
            // the address bar of every window, which took half the time of a new page.
            "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
                    + "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
                    + "AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,OptimizationHints,"
                    + "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup");

    /** Skips the test with a message if there is no browser, or fails it if SAOMA_REQUIRE_ALL is true. */
    public static Chromium launch(String... arguments) {
        Optional<Path> found = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && !"true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
            System.out.println("SKIPPED: no Chromium on this machine, so pages were not tried in a browser;"
                    + " install the package chromium");
            Assumptions.abort("no Chromium");
        }
        var driver = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = driver.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.orElseThrow())
                        .setArgs(Stream.concat(ALWAYS.stream(), Stream.of(arguments))
                                .toList()));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        return new Chromium(driver, browser);
    }

    @Override
    public void close() {
        driver.close();
    }
}
