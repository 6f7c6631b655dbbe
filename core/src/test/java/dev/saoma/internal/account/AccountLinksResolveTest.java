package dev.saoma.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteTemplate;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolution of a WeChat identity to a user. */
class AccountLinksResolveTest {
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

    /** Ann is bound at wx1 (unionid uAnn01) and Bob at wx2 (uBob01), both of account one. A person scans at wx1. */
    @ParameterizedTest(name = "openid {0}, unionid {1}, account {2}: {3}")
    @CsvSource({
        "oAnn01, ,      one, ann",
        "oAnn01, uAnn01, one, ann",
        "oAnn01, uBob01, one, identity_conflict",
        "oAnn01, uNew01, one, identity_conflict",
        "oAnn01, ,      two, ann",
        "oAnn01, uAnn01, two, ann",
        "oAnn01, uBob01, two, ann",
        "oAnn01, uNew01, two, ann",
        "oNew01, ,      one, unknown",
        "oNew01, uAnn01, one, identity_conflict",
        "oNew01, uBob01, one, bob",
        "oNew01, uNew01, one, unknown",
        "oNew01, ,      two, unknown",
        "oNew01, uAnn01, two, unknown",
        "oNew01, uBob01, two, unknown",
        "oNew01, uNew01, two, unknown",
        "OANN01, ,      one, unknown",
        "oNew01, UBOB01, one, unknown"
    })
    void knowsAPersonByOpenIdOrByUnionIdWithinOneAccount(String openId, String unionId, String account, String who) {
        bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
        bind(BOB, person("wx2", "one", "oBob02", "uBob01"));

        assertThat(resolved(person("wx1", account, openId, unionId))).isEqualTo(who);
    }

    @Nested
    class ALateUnionId {

        @Test
        void isFilledIn() {
            bind(ANN, person("wx1", "one", "oAnn01", null));
            resolve(person("wx1", "one", "oAnn01", "uAnn01"));

            assertThat(row("wx1", ANN).flatMap(WeChatAuth::unionId)).contains(new UnionId("uAnn01"));
        }

        @Test
        void makesThePersonKnownElsewhere() {
            bind(ANN, person("wx1", "one", "oAnn01", null));
            resolve(person("wx1", "one", "oAnn01", "uAnn01"));

            assertThat(resolved(person("wx2", "one", "oAnn02", "uAnn01"))).isEqualTo("ann");
        }

        @Test
        void ofSomebodyElseIsAConflict() {
            bind(ANN, person("wx1", "one", "oAnn01", null));
            bind(BOB, person("wx2", "one", "oBob02", "uBob01"));

            assertThat(resolved(person("wx1", "one", "oAnn01", "uBob01"))).isEqualTo("identity_conflict");
        }

        @Test
        void thatMakesItsUserASecondPersonIsAConflict() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            bind(ANN, person("wx2", "one", "oAnn02", null));

            assertThat(resolved(person("wx2", "one", "oAnn02", "uOther"))).isEqualTo("identity_conflict");
        }

        @Test
        void leavesTheRowAloneWhenItIsAConflict() {
            bind(ANN, person("wx1", "one", "oAnn01", null));
            bind(BOB, person("wx2", "one", "oBob02", "uBob01"));
            resolved(person("wx1", "one", "oAnn01", "uBob01"));

            assertThat(row("wx1", ANN).flatMap(WeChatAuth::unionId)).isEmpty();
        }
    }

    @Nested
    class AnAppThatMovedToAnotherAccount {

        @Test
        void getsTheNewUnionIdWritten() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            resolve(person("wx1", "two", "oAnn01", "uAnn02"));

            assertThat(row("wx1", ANN))
                    .get()
                    .extracting(WeChatAuth::account, WeChatAuth::unionIdOrNull)
                    .containsExactly(new OpenPlatform("two"), new UnionId("uAnn02"));
        }

        @Test
        void forgetsTheOldPersonWithItsLastRow() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            resolve(person("wx1", "two", "oAnn01", "uAnn02"));

            assertThat(resolved(person("wx3", "one", "oAnn03", "uAnn01"))).isEqualTo("unknown");
        }

        @Test
        void keepsTheOldPersonForOtherApps() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            bind(ANN, person("wx2", "one", "oAnn02", "uAnn01"));
            resolve(person("wx1", "two", "oAnn01", "uAnn02"));

            assertThat(resolved(person("wx3", "one", "oAnn03", "uAnn01"))).isEqualTo("ann");
        }

        @Test
        void makesThePersonKnownInTheNewAccount() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            resolve(person("wx1", "two", "oAnn01", "uAnn02"));

            assertThat(resolved(person("wx9", "two", "oAnn09", "uAnn02"))).isEqualTo("ann");
        }

        @Test
        void isAConflictWhenTheNewUnionIdIsSomebodyElses() {
            bind(ANN, person("wx1", "one", "oAnn01", "uAnn01"));
            bind(BOB, person("wx9", "two", "oBob09", "uBob02"));

            assertThat(resolved(person("wx1", "two", "oAnn01", "uBob02"))).isEqualTo("identity_conflict");
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

    private LinkResult resolve(WeChatIdentity person) {
        return in(tx -> ledger.resolve(tx, person));
    }

    private WeChatAuth bind(UserId user, WeChatIdentity person) {
        return in(tx -> ledger.bind(tx, user, person).auth());
    }

    private Optional<WeChatAuth> row(String app, UserId user) {
        return in(tx -> tx.auths().byUser(new AppId(app), user));
    }

    private <T> T in(Function<Transaction, T> work) {
        return store.write(work::apply);
    }
}
