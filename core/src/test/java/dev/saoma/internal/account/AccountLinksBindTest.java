package dev.saoma.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of bind and unbind. */
class AccountLinksBindTest {
    private static final UserId ANN = new UserId("ann");

    private static final UserId BOB = new UserId("bob");

    private final AccountLinks ledger = new AccountLinks(new MovableClock());

    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = SqliteTemplate.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class Bind {

        @Test
        void ofTheSamePairAgainKeepsTheRow() {
            WeChatAuth first = bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));

            assertThat(bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"))).isEqualTo(first);
        }

        @Test
        void refusesAnOpenIdOfSomebodyElse() {
            bind(ANN, person("wx1", "one", "oAnn01", null));

            assertThat(refusal(BOB, person("wx1", "one", "oAnn01", null))).isEqualTo("already_bound");
        }

        @Test
        void refusesAUnionIdOfSomebodyElse() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));

            assertThat(refusal(BOB, person("wx2", "one", "oAnn02", "uAnn01"))).isEqualTo("already_bound");
        }

        @Test
        void allowsAnEqualUnionIdOfAnotherAccount() {
            bind(ANN, person("wx1", "one", "oAnn01", "uSame01"));

            assertThat(bind(BOB, person("wx2", "two", "oBob02", "uSame01")).userId())
                    .isEqualTo(BOB);
        }

        @Test
        void allowsAnEqualOpenIdAtAnotherApp() {
            bind(ANN, person("wx1", "one", "oSame1", null));

            assertThat(bind(BOB, person("wx2", "one", "oSame1", null)).userId()).isEqualTo(BOB);
        }

        @Test
        void refusesASecondWeChatAtOneApp() {
            bind(ANN, person("wx1", "one", "oAnn01", null));

            assertThat(refusal(ANN, person("wx1", "one", "oOther", null))).isEqualTo("user_already_bound");
        }

        @Test
        void refusesASecondPersonOfOneAccount() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));

            assertThat(refusal(ANN, person("wx2", "one", "oOther", "uOther"))).isEqualTo("user_already_bound");
        }

        @Test
        void leavesNothingBehindWhenItRefuses() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            refusal(BOB, person("wx2", "one", "oAnn02", "uAnn01"));

            assertThat(row("wx2", BOB)).isEmpty();
        }

        @Test
        void saysNothingOfWhoseItIs() {
            bind(ANN, person("wx1", "one", "oAnn01", null));

            assertThat(catchThrowableOfType(
                            LoginException.class, () -> bind(BOB, person("wx1", "one", "oAnn01", null))))
                    .hasMessageNotContaining("ann")
                    .extracting(LoginException::note)
                    .isEqualTo("");
        }
    }

    @Nested
    class Unbind {

        @Test
        void takesTheRow() {
            bind(ANN, person("wx1", "one", "oAnn01", null));
            unbind(ANN, "wx1");

            assertThat(row("wx1", ANN)).isEmpty();
        }

        @Test
        void ofNothingIsFine() {
            assertThat(unbind(ANN, "wx1")).isEmpty();
        }

        @Test
        void holdsWhenTheUnionIdIsKnownElsewhere() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            bind(ANN, person("wx2", "one", "oAnn02", "uAnn01"));
            unbind(ANN, "wx1");

            assertThat(resolved(person("wx1", "one", "oAnn01", "uAnn01"))).isEqualTo("unbound");
        }

        @Test
        void leavesOtherAppsAlone() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            bind(ANN, person("wx2", "one", "oAnn02", "uAnn01"));
            unbind(ANN, "wx1");

            assertThat(resolved(person("wx2", "one", "oAnn02", "uAnn01"))).isEqualTo("ann");
        }

        @Test
        void isTakenBackByABindOfTheSameUser() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            bind(ANN, person("wx2", "one", "oAnn02", "uAnn01"));
            unbind(ANN, "wx1");
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));

            assertThat(resolved(person("wx1", "one", "oAnn01", "uAnn01"))).isEqualTo("ann");
        }

        @Test
        void ofTheLastRowForgetsThePerson() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            unbind(ANN, "wx1");

            assertThat(bind(BOB, person("wx1", "one", "oAnn01", "uAnn01")).userId())
                    .isEqualTo(BOB);
        }

        @Test
        void letsTheUserBindAnotherWeChat() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            unbind(ANN, "wx1");

            assertThat(bind(ANN, person("wx1", "one", "oOther", "uOther")).openId())
                    .isEqualTo(new OpenId("oOther"));
        }
    }

    private static WeChatIdentity person(String app, String account, String openId, String unionId) {
        return new WeChatIdentity(
                new AppId(app),
                new OpenPlatform(account),
                new OpenId(openId),
                unionId == null ? null : new UnionId(unionId));
    }

    private String resolved(WeChatIdentity person) {
        try {
            LinkResult resolution = resolve(person);
            return resolution instanceof LinkResult.Linked known
                    ? known.auth().userId().value()
                    : resolution.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        } catch (LoginException e) {
            return e.code().code();
        }
    }

    private String refusal(UserId user, WeChatIdentity person) {
        ErrorCode code = catchThrowableOfType(LoginException.class, () -> bind(user, person))
                .code();
        return code.code();
    }

    private LinkResult resolve(WeChatIdentity person) {
        return in(tx -> ledger.resolve(tx, person));
    }

    private WeChatAuth bind(UserId user, WeChatIdentity person) {
        return in(tx -> ledger.bind(tx, user, person).auth());
    }

    private Optional<WeChatAuth> unbind(UserId user, String app) {
        return in(tx -> ledger.unbind(tx, user, new AppId(app)));
    }

    private Optional<WeChatAuth> row(String app, UserId user) {
        return in(tx -> tx.auths().byUser(new AppId(app), user));
    }

    private <T> T in(Function<Transaction, T> work) {
        return store.write(work::apply);
    }
}
