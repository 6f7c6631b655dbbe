package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.ElementDefinition;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.login.Intent;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatConfig;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An unbind during a login takes precedence over the login. It may occur at each call of the login to the application
 * (users, organisations, its own Type): every such moment is tried.
 */
@Timeout(60)
class UnbindMeanwhileTest {
    private static final UserId ANN = new UserId("ann");

    private final AtomicBoolean asked = new AtomicBoolean();

    private TestApp test;

    private WeChatLogin wechat;

    private Browser browser;

    /** Calls the test's user directory from {@code admit}. */
    public static final class Asking extends WeChatType {
        @Override
        protected WeChatLogin instance(WeChatConfig config, ElementDefinition definition, LoginContext context) {
            return new WeChatLogin(config, definition, context) {
                @Override
                protected void admit(WeChatAuth auth) {
                    context.service(MemoryUsers.class).called();
                }
            };
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        test = new TestApp(folder, "ticket", false);
        test.folder.write(
                "auths/loginTypes/WeChatType/e.json",
                "{'type':'auths.loginTypes.Meta','title':'T','backendBundleEntry':'" + Asking.class.getName() + "'}");
        test.restart("MyWeChatLogin", "wx1", "default", "'registration':'ticket',");
        wechat = test.wechat();
        browser = new Browser(test);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void ofALoginLeavesNoSession() {
        int moments = everyMoment(
                () -> wechat.bind("ann", test.ann(wechat)), () -> browser.session(wechat, test.ann(wechat)), () -> {});

        assertThat(moments).as("moments at which an unbind can occur").isEqualTo(6);
    }

    @Test
    void ofALoginLeavesNoSessionThoughTheSameWeChatIsBoundAgain() {
        int moments = everyMoment(
                () -> wechat.bind("ann", test.ann(wechat)),
                () -> browser.session(wechat, test.ann(wechat)),
                () -> wechat.bind("ann", test.ann(wechat)));

        assertThat(moments).isEqualTo(6);
    }

    @Test
    void ofALoginInPageModeLeavesNoSession() {
        for (Runnable after : List.<Runnable>of(() -> {}, () -> wechat.bind("ann", test.ann(wechat)))) {
            int moments =
                    everyMoment(() -> wechat.bind("ann", test.ann(wechat)), () -> pageSession(test.ann(wechat)), after);

            assertThat(moments).as("users, admit, organisations, users").isEqualTo(4);
        }
    }

    @Test
    void ofARegistrationLeavesNoSession() {
        var people = new AtomicInteger();
        int moments = everyMoment(
                () -> {},
                () -> browser.redeem(browser.register(
                                browser.ticket(wechat, test.scan("oNew" + people.incrementAndGet() + "000", null))))
                        .secret(),
                () -> {});

        assertThat(moments).isEqualTo(7);
    }

    @Test
    void ofAProofLeavesTheSessionOfAnotherAppUnproved() {
        wechat.bind("ann", test.ann(wechat));
        for (int moment = 0; moment < 5; moment++) {
            Token other = test.session(test.second());
            test.clock.pass(Duration.ofMinutes(11));
            test.check(other);
            var came = new AtomicBoolean();
            unbindAt(moment, came, () -> {});
            String end = end(() -> {
                String proof = browser.finish(wechat, browser.start(wechat, Intent.REAUTH, "ann"), test.ann(wechat))
                        .result()
                        .loginCode();
                return browser.redeem(proof, other).secret();
            });

            assertThat(came.get()).as("moment " + moment).isEqualTo(moment < 4);
            assertThat(test.app
                            .sessions()
                            .recent(test.check(other).orElseThrow().authenticatedAt()))
                    .as("moment " + moment + ", " + end)
                    .isEqualTo(moment == 4);
            wechat.bind("ann", test.ann(wechat));
        }
    }

    /** Returns the session of a login in page mode; a token of none when the page has to continue. */
    private Token pageSession(String code) {
        return test.app
                .login()
                .finishPage(wechat, browser.secret, browser.start(wechat), code, "", null)
                .map(finished -> finished.signedIn().secret())
                .orElseGet(Token::random);
    }

    /** Returns the number of moments. The run without an unbind must end in a session. */
    private int everyMoment(Runnable before, Supplier<Token> login, Runnable after) {
        for (int moment = 0; ; moment++) {
            before.run();
            asked.set(false);
            var came = new AtomicBoolean();
            unbindAt(moment, came, after);
            String end = end(login);
            assertThat(end.equals("signed in"))
                    .as("unbound at moment " + moment + ": " + end)
                    .isEqualTo(!came.get());
            if (!asked.get()) {
                return moment;
            }
            if (came.get()) {
                assertThat(test.app.sessions().of(ANN)).as("sessions").isEmpty();
            }
            unbindAll();
        }
    }

    private String end(Supplier<Token> login) {
        try {
            return test.check(login.get()).isPresent() ? "signed in" : "opened and ended";
        } catch (LoginException e) {
            return e.code().code();
        } finally {
            test.users.meanwhile(() -> {});
        }
    }

    private void unbindAt(int moment, AtomicBoolean came, Runnable after) {
        Runnable unbind = () -> {
            asked.set(true);
            came.set(unbindAll());
            after.run();
        };
        for (int i = 0; i < moment; i++) {
            Runnable next = unbind;
            unbind = () -> test.users.meanwhile(next);
        }
        test.users.meanwhile(unbind);
    }

    private boolean unbindAll() {
        List<WeChatAuth> rows = test.app
                .getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class)
                .query("Q(appId='wx1')", List.of());
        rows.forEach(row -> ((LoginInstance) wechat).unbind(row.userId().value()));
        return !rows.isEmpty();
    }
}
