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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void worksAsTheModelSays() {
        run(1, 8);
    }

    @Test
    @Tag("full")
    void worksAsTheModelSaysForManyOrders() {
        run(9, 300);
    }

    private static void run(long first, long last) {
        int refused = 0;
        for (long seed = first; seed <= last; seed++) {
            var order = new OidcOrder(site, clients, CLOCK, seed);
            for (int step = 0; step < STEPS; step++) {
                order.step();
                order.check();
            }
            refused += order.refused();
        }
        assertThat(refused).as("calls that were refused").isGreaterThan((int) (last - first));
    }
}
