package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ApplicationFault;
import dev.saoma.secret.Token;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A failure in the application's code is reported as such and affects nothing else. */
@Timeout(60)
class ApplicationFaultTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    @Test
    void isNamedWhereANewcomerIsCreated() {
        test.users.breaks(true);

        names("UserDirectory.create", () -> test.session(test.wechat()));
    }

    @Test
    void isNamedWhereAUserIsFound() {
        test.wechat().bind("ann", test.ann(test.wechat()));
        test.users.breaks(true);

        names("UserDirectory.find", () -> test.session(test.wechat()));
        names("UserDirectory.find", () -> test.wechat().bind("bob", test.bob(test.wechat())));
    }

    @Test
    void isNamedWhereOrganisationsAreAsked() {
        test.afterAskedForCorps = () -> {
            throw new IllegalStateException("the directory is away");
        };

        names("OrganizationDirectory.of", () -> test.session(test.wechat()));
    }

    @Test
    void isNamedWhereASessionIsLookedAtAgain() {
        Token session = test.session(test.wechat());
        test.clock.pass(java.time.Duration.ofMinutes(2));
        test.users.breaks(true);

        names("UserDirectory.find", () -> test.check(session));
        test.users.breaks(false);
        assertThat(test.user(session)).startsWith("new-");
    }

    private static void names(String port, ThrowingCallable call) {
        assertThatExceptionOfType(ApplicationFault.class)
                .isThrownBy(call)
                .withMessageStartingWith("the application's " + port + " failed")
                .withRootCauseInstanceOf(IllegalStateException.class)
                .havingRootCause()
                .withMessage("the directory is away");
    }
}
