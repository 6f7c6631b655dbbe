package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.Race;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.internal.account.AccountLinks;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The store's constraints on bindings, which hold independently of the rules in {@link AccountLinks}. */
public abstract class AccountConstraintsContract extends StoreContract {
    private static final OpenPlatform ACCOUNT = new OpenPlatform("default");

    private static final UserId ANN = new UserId("ann");

    private static final UserId BOB = new UserId("bob");

    private static final UnionId UNION = new UnionId("union-1");

    private final Instant now = new MovableClock().instant();

    protected AccountConstraintsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Nested
    class Constraints {

        @Test
        void allowOneRowForAnOpenId() {
            insert(person("wx1", "oAnn00001"), ANN);

            refuses(() -> insert(person("wx1", "oAnn00001"), BOB));
        }

        @Test
        void allowOneRowForAUserAtAnApplication() {
            insert(person("wx1", "oAnn00001"), ANN);

            refuses(() -> insert(person("wx1", "oAnn00002"), ANN));
        }

        @Test
        void allowOneUserForAUnionId() {
            change(auths -> auths.insertIdentity(ACCOUNT, UNION, ANN));

            refuses(() -> change(auths -> auths.insertIdentity(ACCOUNT, UNION, BOB)));
        }

        @Test
        void allowOneUnionIdForAUser() {
            change(auths -> auths.insertIdentity(ACCOUNT, UNION, ANN));

            refuses(() -> change(auths -> auths.insertIdentity(ACCOUNT, new UnionId("union-2"), ANN)));
        }

        @Test
        void holdWithinOneAccountOnly() {
            change(auths -> auths.insertIdentity(ACCOUNT, UNION, ANN));
            change(auths -> auths.insertIdentity(new OpenPlatform("other"), UNION, BOB));

            assertThat(find(auths -> auths.userOf(ACCOUNT, UNION))).contains(ANN);
        }

        @Test
        void tellUnionIdsApartByCase() {
            change(auths -> auths.insertIdentity(ACCOUNT, UNION, ANN));

            assertThat(find(auths -> auths.userOf(ACCOUNT, new UnionId("Union-1"))))
                    .isEmpty();
        }

        @Test
        void letOneOf16UsersHaveAnOpenId() {
            try (var race = new Race(16)) {
                for (int round = 0; round < 50; round++) {
                    String openId = "oRound" + round;
                    List<Object> ends = race.run(i -> insert(person("wx1", openId), new UserId(openId + i)));

                    assertThat(ends)
                            .as("round " + round)
                            .filteredOn(WeChatAuth.class::isInstance)
                            .hasSize(1);
                }
            }
        }
    }

    /** The openids of two people may differ only in case. */
    @Nested
    class AnotherCaseOfAnOpenId {
        private final AccountLinks ledger = new AccountLinks(new MovableClock());

        @Test
        void isAnotherWeChatOfTheSameUser() {
            store.write(tx -> ledger.bind(tx, ANN, person("wx1", "oAnnAbC1")));

            assertThatExceptionOfType(LoginException.class)
                    .isThrownBy(() -> store.write(tx -> ledger.bind(tx, ANN, person("wx1", "oannaBc1"))))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.USER_ALREADY_BOUND));
        }

        @Test
        void isSomebodyElse() {
            store.write(tx -> ledger.bind(tx, ANN, person("wx1", "oAnnAbC1")));

            AccountLinks.Binding bob = store.write(tx -> ledger.bind(tx, BOB, person("wx1", "oannaBc1")));

            assertThat(bob.isNew()).isTrue();
            assertThat(find(auths -> auths.byOpenId(new AppId("wx1"), new OpenId("oannaBc1")))
                            .map(WeChatAuth::userId))
                    .contains(BOB);
            assertThat(find(auths -> auths.byOpenId(new AppId("wx1"), new OpenId("oAnnAbC1")))
                            .map(WeChatAuth::userId))
                    .contains(ANN);
        }
    }

    private static WeChatIdentity person(String app, String openId) {
        return new WeChatIdentity(new AppId(app), ACCOUNT, new OpenId(openId), null);
    }

    private WeChatAuth insert(WeChatIdentity person, UserId user) {
        return write(auths -> auths.insert(person, user, now));
    }

    private <T> T write(Function<WeChatAuthRows, T> work) {
        return store.write(tx -> work.apply(tx.auths()));
    }

    private <T> Optional<T> find(Function<WeChatAuthRows, Optional<T>> work) {
        return store.read(tx -> work.apply(tx.auths()));
    }

    private void change(Consumer<WeChatAuthRows> work) {
        store.run(tx -> {
            work.accept(tx.auths());
        });
    }

    private static void refuses(ThrowingCallable work) {
        assertThatExceptionOfType(LoginException.class).isThrownBy(work);
    }
}
