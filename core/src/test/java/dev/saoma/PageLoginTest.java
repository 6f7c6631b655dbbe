package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.FinishedLogin;
import dev.saoma.login.Intent;
import dev.saoma.login.PageLogin;
import dev.saoma.login.SignedIn;
import dev.saoma.logintype.Display;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A login in page mode, which the provider's answer finishes in one step. */
@Timeout(60)
class PageLoginTest {
    private static final UserId ANN = new UserId("ann");

    @TempDir
    private Path folder;

    private Database database;
    private TestApp test;
    private WeChatLogin wechat;
    private Browser browser;

    private void open(String registration) {
        database = SqliteTemplate.database(folder.resolve("appData"));
        test = new TestApp(folder, registration, new MemoryUsers(false), database);
        wechat = test.wechat();
        browser = new Browser(test);
        wechat.bind("ann", test.ann(wechat));
        test.heard.forget();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void opensTheSessionOfAKnownUser() {
        open("deny");

        PageLogin.Finished finished =
                finish(browser.start(wechat), test.ann(wechat)).orElseThrow();

        assertThat(finished.returnTo()).isEqualTo("/home");
        assertThat(finished.signedIn().user().id()).isEqualTo(ANN);
        assertThat(test.check(finished.signedIn().secret())).hasValueSatisfying(session -> {
            assertThat(session.user()).isEqualTo(ANN);
            assertThat(session.device()).isEqualTo("Firefox");
            assertThat(session.instance()).isEqualTo("MyWeChatLogin");
        });
    }

    @Test
    void tellsListenersWhatTheTwoCallsTell() {
        open("deny");
        finish(browser.start(wechat), test.ann(wechat)).orElseThrow();

        assertThat(test.heard.events()).singleElement().isInstanceOf(LoginEvent.LoggedIn.class);
        assertThat(test.heard.steps())
                .filteredOn(step -> !step.contains("/"))
                .containsExactly("+attempt", "-attempt", "+code", "-code", "+session", "-session");
        assertThat(test.trail())
                .extracting(event -> event.kind().name())
                .filteredOn("SIGNED_IN"::equals)
                .hasSize(1);
    }

    @Test
    void writesNoLoginCode() {
        open("open");
        refuseLoginCodes();
        finish(browser.start(wechat), test.ann(wechat)).orElseThrow();
        finish(browser.start(wechat), test.bob(wechat)).orElseThrow();

        assertThat(test.rows("saoma_ticket")).isZero();
        assertThat(test.rows("saoma_session")).isEqualTo(2);
    }

    @Test
    void asksWeChatOnce() {
        open("deny");
        Token state = browser.start(wechat);
        String code = test.ann(wechat);
        long asked = test.asked("oauth2/access_token");
        finish(state, code).orElseThrow();

        assertThat(finish(state, code)).isEmpty();
        assertThat(Refusal.of(() -> browser.finish(wechat, state, code))).isEqualTo("state_invalid");
        assertThat(test.asked("oauth2/access_token")).isEqualTo(asked + 1);
    }

    @Test
    void createsANewUserWhereRegistrationIsOpen() {
        open("open");

        SignedIn signedIn =
                finish(browser.start(wechat), test.bob(wechat)).orElseThrow().signedIn();

        assertThat(signedIn.user().id()).isNotEqualTo(ANN);
        assertThat(test.user(signedIn.secret())).isEqualTo(signedIn.user().id().value());
        assertThat(finish(browser.start(wechat), test.bob(wechat))
                        .orElseThrow()
                        .signedIn()
                        .user()
                        .id())
                .isEqualTo(signedIn.user().id());
    }

    @Test
    void takesTheOnlyOrganisation() {
        open("deny");
        test.member("ann", "c1");

        assertThat(finish(browser.start(wechat), test.ann(wechat))
                        .orElseThrow()
                        .signedIn()
                        .session()
                        .corp())
                .hasValueSatisfying(corp -> assertThat(corp.id().value()).isEqualTo("c1"));
    }

    @Test
    void leavesTheChoiceOfAnOrganisationToThePage() {
        open("deny");
        test.member("ann", "c1", "c2");
        Token state = browser.start(wechat);
        String code = test.ann(wechat);
        long asked = test.asked("oauth2/access_token");

        assertThat(finish(state, code)).isEmpty();
        FinishedLogin repeated = browser.finish(wechat, state, code);

        assertThat(test.asked("oauth2/access_token")).isEqualTo(asked + 1);
        assertThat(repeated.returnTo()).isEqualTo("/home");
        assertThat(repeated.result().corpList()).hasSize(2);
        assertThat(browser.redeem(repeated.result().loginCode(), null, "c2")
                        .session()
                        .corp())
                .hasValueSatisfying(corp -> assertThat(corp.id().value()).isEqualTo("c2"));
    }

    @Test
    void leavesABindTicketToThePage() {
        open("ticket");
        Token state = browser.start(wechat);
        String code = test.bob(wechat);
        long asked = test.asked("oauth2/access_token");

        assertThat(finish(state, code)).isEmpty();
        Token ticket = Browser.ticketOf(browser.refused(wechat, state, code));

        assertThat(test.asked("oauth2/access_token")).isEqualTo(asked + 1);
        assertThat(browser.redeem(browser.register(ticket)).user().id()).isNotEqualTo(ANN);
    }

    @Test
    void endsThePreviousSession() {
        open("deny");
        Token before = browser.session(wechat, test.ann(wechat));
        assertThat(test.check(before)).isPresent();

        Token after = test.app
                .login()
                .finishPage(wechat, browser.secret, browser.start(wechat), test.ann(wechat), "", before)
                .orElseThrow()
                .signedIn()
                .secret();

        assertThat(test.check(before)).isEmpty();
        assertThat(test.check(after)).isPresent();
    }

    @Test
    void saysWhereThePageGoesWhenItIsRefused() {
        open("deny");
        Token state = browser.start(wechat);
        LoginException refusal = catchThrowableOfType(LoginException.class, () -> finish(state, test.bob(wechat)));

        assertThat(Refusal.of((Object) refusal)).isEqualTo("wechat_not_bound");
        assertThat(refusal.details()).containsEntry("returnTo", "/home");
        assertThat(Refusal.of(() -> browser.finish(wechat, state, test.ann(wechat))))
                .as("the attempt is used up")
                .isEqualTo("state_invalid");
        assertThat(test.heard.steps()).contains("-code wechat_not_bound");
    }

    @Test
    void refusesADisabledUser() {
        open("deny");
        test.users.disable("ann");

        assertThat(refusal()).isEqualTo("account_disabled");
        assertThat(test.heard.steps()).contains("-code account_disabled").doesNotContain("+session");
    }

    @Test
    void refusesAUserWhoIsDisabledMeanwhile() {
        open("deny");
        test.afterAskedForCorps = () -> test.users.disable("ann");

        assertThat(refusal()).isEqualTo("account_disabled");
        assertThat(test.app.sessions().of(ANN)).isEmpty();
        assertThat(test.rows("saoma_session")).isZero();
        assertThat(test.heard.events()).isEmpty();
    }

    @Test
    void refusesAUserWhoLeftTheOrganisationMeanwhile() {
        open("deny");
        test.member("ann", "c1");
        test.afterAskedForCorps = () -> test.corps.clear();

        assertThat(refusal()).isEqualTo("corp_forbidden");
        assertThat(test.rows("saoma_session")).isZero();
    }

    @Test
    void refusesABindingThatIsRemovedMeanwhile() {
        open("deny");
        test.afterAskedForCorps = () -> wechat.unbind("ann");

        LoginException refusal =
                catchThrowableOfType(LoginException.class, () -> finish(browser.start(wechat), test.ann(wechat)));

        assertThat(Refusal.of((Object) refusal)).isEqualTo("login_code_invalid");
        assertThat(refusal.details()).containsEntry("returnTo", "/home");
        assertThat(test.rows("saoma_session")).isZero();
        assertThat(test.heard.steps()).contains("-code", "-session login_code_invalid");
    }

    @Test
    void refusesAnInstanceThatIsSwitchedOff() {
        open("deny");
        Token state = browser.start(wechat);
        test.restart("MyWeChatLogin", "wx1", "default", "'isActive':false,");
        wechat = test.wechat();

        assertThat(Refusal.of(() -> finish(state, test.ann(wechat)))).isEqualTo("login_inactive");
    }

    @Test
    void leavesTheAttemptOfAnotherBrowserUnused() {
        open("deny");
        Token state = browser.start(wechat);
        long asked = test.asked("oauth2/access_token");

        assertThat(test.app.login().finishPage(wechat, Token.random(), state, test.ann(wechat), "Firefox", null))
                .isEmpty();
        assertThat(finish(Token.random(), test.ann(wechat))).as("unknown").isEmpty();
        assertThat(test.app.login().finishPage(test.second(), browser.secret, state, test.ann(wechat), "Firefox", null))
                .as("another instance")
                .isEmpty();
        assertThat(test.asked("oauth2/access_token")).isEqualTo(asked);
        assertThat(test.heard.steps()).doesNotContain("+code");
        assertThat(finish(state, test.ann(wechat))).isPresent();
    }

    @Test
    void leavesAnExpiredAttempt() {
        open("deny");
        Token state = browser.start(wechat);
        test.clock.pass(Duration.ofMinutes(20));

        assertThat(finish(state, test.ann(wechat))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"IFRAME", "POPUP"})
    void leavesAnAttemptOfAnotherDisplay(Display display) {
        open("deny");
        Token state = start(Intent.LOGIN, display, null);
        String code = test.ann(wechat);

        assertThat(finish(state, code)).isEmpty();
        assertThat(test.heard.steps()).doesNotContain("+code");
        assertThat(browser.finish(wechat, state, code).result().loginCode()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Intent.class,
            names = {"BIND", "REAUTH"})
    void leavesAnAttemptOfAnotherPurpose(Intent intent) {
        open("deny");
        Token state = start(intent, Display.PAGE, ANN);

        assertThat(finish(state, test.ann(wechat))).isEmpty();
        assertThat(test.heard.steps()).doesNotContain("+code");
        assertThat(test.rows("saoma_ticket")).isEqualTo(1);
    }

    @Test
    void leavesAnAttemptOfAnEarlierRelease() {
        open("deny");
        Token state = browser.start(wechat);
        String code = test.ann(wechat);
        assertThat(database.<Integer>write(handle ->
                        handle.execute("UPDATE saoma_ticket SET payload = replace(payload, ',\"display\":\"PAGE\"', '')"
                                + " WHERE instr(payload, '\"display\":\"PAGE\"')")))
                .isEqualTo(1);

        assertThat(finish(state, code)).isEmpty();
        assertThat(browser.finish(wechat, state, code).result().loginCode()).isNotEmpty();
    }

    @Test
    void opensOneSessionFor16Requests() {
        open("deny");
        try (var race = new Race(16)) {
            for (int round = 1; round <= 20; round++) {
                Token state = browser.start(wechat);
                String code = test.ann(wechat);
                long asked = test.asked("oauth2/access_token");

                List<Object> ends = race.run(i -> finish(state, code));

                assertThat(ends)
                        .as("round " + round)
                        .allSatisfy(end -> assertThat(end).isInstanceOf(Optional.class))
                        .filteredOn(end -> ((Optional<?>) end).isPresent())
                        .hasSize(1);
                assertThat(test.rows("saoma_session")).isEqualTo(round);
                assertThat(test.asked("oauth2/access_token")).isEqualTo(asked + 1);
            }
        }
    }

    private Optional<PageLogin.Finished> finish(Token state, String code) {
        return test.app.login().finishPage(wechat, browser.secret, state, code, "Firefox", null);
    }

    private String refusal() {
        Token state = browser.start(wechat);
        return Refusal.of(() -> finish(state, test.ann(wechat)));
    }

    private Token start(Intent intent, Display display, UserId user) {
        var request = new AttemptRequest(
                intent, display, browser.secret, URI.create("https://app.example/callback"), "/home", user, null);
        return Token.parse(test.app.login().start(wechat, request).state()).orElseThrow();
    }

    private void refuseLoginCodes() {
        database.write(handle -> handle.execute("CREATE TRIGGER no_login_code BEFORE INSERT ON saoma_ticket"
                + " WHEN NEW.kind = 'LOGIN_CODE' BEGIN SELECT RAISE(ABORT, 'a login code'); END"));
    }
}
