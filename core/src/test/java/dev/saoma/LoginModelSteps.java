package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.LoginModel.Right;
import dev.saoma.LoginModel.Seen;
import dev.saoma.LoginModel.Signed;
import dev.saoma.error.LoginException;
import dev.saoma.login.Intent;
import dev.saoma.login.SignedIn;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.store.Ticket;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One sequence of steps. Each step runs on the app, and its success is checked against the model. */
final class LoginModelSteps {
    final LoginModel model = new LoginModel();
    final Map<Object, Token> tokens = new IdentityHashMap<>();
    int opened;

    private final TestApp test;
    private final Random random;
    private final int sequence;
    private final List<Browser> browsers;

    LoginModelSteps(TestApp test, Random random, int sequence) {
        this.test = test;
        this.random = random;
        this.sequence = sequence;
        this.browsers = List.of(new Browser(test), new Browser(test));
    }

    void scan() {
        Seen seen = seen();
        Browser browser = any(browsers);
        Token state = browser.start(at(seen));
        String code = code(seen);
        try {
            String loginCode = browser.finish(at(seen), state, code).result().loginCode();
            String user = model.scanned(seen);
            legal(user != null && !model.isDisabled(user), "a login code for " + seen);
            model.row(user, seen);
            right(new Right(browser, seen, user, model.rowAt(seen), in(5)), Token.parse(loginCode));
        } catch (LoginException e) {
            if (e.details().containsKey("bindTicket")) {
                legal(model.scanned(seen) == null, "a bind ticket for " + seen);
                right(new Right(browser, seen, null, 0, in(10)), Optional.of(Browser.ticketOf(e)));
            } else if (model.scanned(seen) != null) {
                // The row for a second app is written before the user is found to be disabled.
                model.row(model.scanned(seen), seen);
            }
        }
    }

    void redeem() {
        Right right = late(rights(true));
        if (right == null) {
            return;
        }
        Browser browser = by(right);
        boolean usable = right.usable(browser, test.clock.instant());
        boolean legal = usable && model.stillBound(right) && !model.isDisabled(right.user);
        right.gone |= browser != right.browser;
        SignedIn in = browser.redeem(tokens.get(right).reveal());
        legal(legal, "a session of " + right.seen);
        assertThat(in.user().id().value()).isEqualTo(right.user);
        right.gone = true;
        var signed = new Signed(right.user, right.row, test.clock.instant());
        model.sessions.add(signed);
        tokens.put(signed, in.secret());
        opened++;
    }

    void register() {
        Right right = late(rights(false));
        if (right == null) {
            return;
        }
        Browser browser = by(right);
        boolean usable = right.usable(browser, test.clock.instant());
        right.gone |= browser != right.browser;
        String loginCode = browser.register(tokens.get(right));
        String known = model.scanned(right.seen);
        Token code = Token.parse(loginCode).orElseThrow();
        String user = test.store
                .read(tx -> tx.tickets().find(Ticket.Kind.LOGIN_CODE, code.hash(), test.clock.instant()))
                .orElseThrow()
                .user()
                .value();
        boolean again = right.gone && model.rights.stream().anyMatch(r -> !r.gone && code.equals(tokens.get(r)));
        legal(
                again || (usable && (known == null ? model.mayRegister(user, right.seen) : known.equals(user))),
                user + " of " + right.seen);
        if (!again) {
            right.gone = true;
            model.row(user, right.seen);
            right(new Right(browser, right.seen, user, model.rowAt(right.seen), in(5)), Token.parse(loginCode));
        }
    }

    void attach() {
        Right right = late(rights(false));
        String user = user();
        if (right == null) {
            return;
        }
        Browser browser = by(right);
        boolean legal = right.usable(browser, test.clock.instant()) && model.mayBind(user, right.seen);
        right.gone |= browser != right.browser;
        browser.attach(tokens.get(right), user);
        legal(legal, "attaching " + right.seen + " to " + user);
        right.gone = true;
        model.bind(user, right.seen, null);
    }

    void vouch() {
        Seen seen = seen();
        String user = user();
        at(seen).bind(user, code(seen));
        legal(model.mayBind(user, seen), "binding " + seen + " to " + user);
        model.bind(user, seen, null);
    }

    void bind() {
        Signed signed = any(model.sessions);
        Session session = signed == null ? null : test.check(tokens.get(signed)).orElse(null);
        if (session == null) {
            return;
        }
        Seen seen = seen();
        Browser browser = any(browsers);
        browser.bind(at(seen), browser.start(at(seen), Intent.BIND, signed.user), code(seen), session);
        legal(model.mayBind(signed.user, seen), "binding " + seen + " to " + signed.user);
        model.bind(signed.user, seen, signed);
    }

    void unbind() {
        Signed signed = any(model.sessions);
        Seen seen = seen();
        String user = signed == null ? user() : signed.user;
        at(seen).unbind(user);
        model.unbind(user, seen.app());
    }

    void reauth() {
        Signed signed = any(model.sessions);
        if (signed == null) {
            return;
        }
        Seen seen = seen();
        Browser browser = any(browsers);
        String known = model.scanned(seen);
        if (known != null) {
            model.row(known, seen);
        }
        String proof = browser.finish(at(seen), browser.start(at(seen), Intent.REAUTH, signed.user), code(seen))
                .result()
                .loginCode();
        SignedIn in = browser.redeem(proof, tokens.get(signed));
        legal(signed.user.equals(known), "a proof of " + seen + " for " + signed.user);
        assertThat(in.secret()).isEqualTo(tokens.get(signed));
    }

    void logout() {
        Signed signed = any(model.sessions);
        if (signed != null) {
            test.app.sessions().end(tokens.get(signed));
            signed.ended = true;
        }
    }

    void pass() {
        String user = user();
        int what = random.nextInt(6);
        if (what < 2) {
            test.users.disable(user);
            model.able(user, false);
        } else if (what == 2) {
            test.users.enable(user);
            model.able(user, true);
        } else {
            test.clock.pass(List.of(Duration.ofMinutes(1), Duration.ofMinutes(6), Duration.ofMinutes(31))
                    .get(what - 3));
        }
    }

    private static void legal(boolean legal, String what) {
        assertThat(legal).as("legal: " + what).isTrue();
    }

    private void right(Right right, Optional<Token> token) {
        model.rights.add(right);
        tokens.put(right, token.orElseThrow());
    }

    private List<Right> rights(boolean codes) {
        return model.rights.stream()
                .filter(right -> codes == (right.user != null))
                .toList();
    }

    private Instant in(int minutes) {
        return test.clock.instant().plus(Duration.ofMinutes(minutes));
    }

    private <T> T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    /** Usually returns the latest element, which most often leads to a success. */
    private <T> T late(List<T> all) {
        return all.isEmpty() || random.nextInt(4) == 0 ? any(all) : all.get(all.size() - 1);
    }

    private Browser by(Right right) {
        return random.nextInt(6) == 0 ? any(browsers) : right.browser;
    }

    private Seen seen() {
        return new Seen(any(List.of("wx1", "wx2")), any(List.of("P", "Q")));
    }

    private String user() {
        return any(List.of("ann", "bob")) + sequence;
    }

    private WeChatLogin at(Seen seen) {
        return seen.app().equals("wx1") ? test.wechat() : test.second();
    }

    private String code(Seen seen) {
        return test.scan("o" + seen.person() + seen.app() + "-" + sequence, "u" + seen.person() + "000-" + sequence);
    }
}
