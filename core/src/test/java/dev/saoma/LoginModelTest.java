package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.LoginModel.Signed;
import dev.saoma.error.LoginException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of steps: no session is opened that the model forbids, and no valid session ends. The property
 * {@code saoma.sequences} sets the number of sequences, 100 by default.
 */
@Timeout(120)
class LoginModelTest {
    private static final int SEQUENCES = Integer.getInteger("saoma.sequences", 100);
    private static final int STEPS = 12;
    private static final List<String> NAMES = List.of(
            "vouch",
            "scan",
            "redeem",
            "bind",
            "unbind",
            "register",
            "attach",
            "reauth",
            "logout",
            "wait",
            "scan",
            "redeem");

    @Test
    void opensNoIllegalSession(@TempDir Path folder) {
        long seed = Long.getLong("saoma.seed", System.nanoTime());
        System.out.println("LoginModelTest: -Dsaoma.seed=" + seed);
        var random = new Random(seed);
        int opened = 0;
        try (var test = new TestApp(folder, "ticket", false)) {
            for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                var steps = new LoginModelSteps(test, random, sequence);
                var done = new ArrayList<String>();
                for (int step = 0; step < STEPS; step++) {
                    done.add(step(steps, step < 2 ? NAMES.get(step) : NAMES.get(random.nextInt(NAMES.size()))));
                    look(test, steps, "seed " + seed + ", sequence " + sequence + ": " + done);
                }
                opened += steps.opened;
            }
        }
        assertThat(opened).as("sessions opened").isGreaterThan(SEQUENCES / 4);
    }

    private static String step(LoginModelSteps steps, String name) {
        try {
            run(steps, name);
            return name;
        } catch (LoginException e) {
            return name + " " + e.code().code();
        }
    }

    private static void run(LoginModelSteps steps, String name) {
        switch (name) {
            case "scan" -> steps.scan();
            case "redeem" -> steps.redeem();
            case "vouch" -> steps.vouch();
            case "bind" -> steps.bind();
            case "unbind" -> steps.unbind();
            case "register" -> steps.register();
            case "attach" -> steps.attach();
            case "reauth" -> steps.reauth();
            case "logout" -> steps.logout();
            default -> steps.pass();
        }
    }

    /** After each step, checks every session that was ever opened. */
    private static void look(TestApp test, LoginModelSteps steps, String done) {
        for (Signed signed : steps.model.sessions) {
            boolean live = test.check(steps.tokens.get(signed)).isPresent();
            Boolean may = steps.model.live(signed, test.clock.instant());
            if (may != null) {
                assertThat(live).as(done + ": " + signed.user).isEqualTo(may);
            }
            signed.ended |= !live;
            signed.used = live ? test.clock.instant() : signed.used;
        }
    }
}
