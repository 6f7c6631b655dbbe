package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of a login to a client in any order: what works afterwards is what a simple model says. */
@Timeout(900)
class OidcOrderTest {
    private static final int STEPS = 30;
    private static final MovableClock CLOCK = new MovableClock();

    @TempDir
    private static Path folder;

    private static Site site;
    private static List<RelyingParty> clients;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of(), RateLimits.OFF), CLOCK));
        clients = List.of(
                RelyingParty.web(site, "Shop", ", \"refresh\": true"),
                RelyingParty.spa(site, "Page", ", \"refresh\": true"));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void worksAsTheModelSays(long seed) {
        run(seed);
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(longs = 1_000)
    void worksAsTheModelSaysForManyOrders(long from) {
        for (long seed = from; seed < from + 200; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        var order = new OidcOrder(site, clients, CLOCK, seed);
        for (int step = 0; step < STEPS; step++) {
            order.step();
            order.check();
        }
        assertThat(order.refused()).as("calls that were refused").isPositive();
    }
}
