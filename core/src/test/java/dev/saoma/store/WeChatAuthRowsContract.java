package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of {@link WeChatAuthRows}, independently of the rules above them. */
public abstract class WeChatAuthRowsContract extends StoreContract {
    private static final AppId APP = new AppId("wx1");

    private static final OpenPlatform ACCOUNT = new OpenPlatform("default");

    private static final UserId ANN = new UserId("ann");

    private static final UserId BOB = new UserId("bob");

    private static final UnionId UNION = new UnionId("union-1");

    private final Instant now = new MovableClock().instant();

    protected WeChatAuthRowsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Nested
    class Rows {

        @Test
        void areFoundByOpenId() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.byOpenId(APP, new OpenId("oAnn00001"))))
                    .contains(row);
        }

        @Test
        void areFoundByUser() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.byUser(APP, ANN))).contains(row);
        }

        @Test
        void areFoundByKey() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.byId(row.id()))).contains(row);
        }

        @Test
        void keepTheUnionId() {
            WeChatAuth row = insert(new WeChatIdentity(APP, ACCOUNT, new OpenId("oAnn00001"), UNION), ANN);

            assertThat(find(auths -> auths.byId(row.id()))).contains(row);
        }

        @Test
        void tellOpenIdsApartByCase() {
            insert(person("wx1", "oAb0000"), ANN);
            WeChatAuth other = insert(person("wx1", "oaB0000"), BOB);

            assertThat(find(auths -> auths.byOpenId(APP, new OpenId("oaB0000"))))
                    .contains(other);
        }

        @Test
        void tellUsersApartByCase() {
            insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.byUser(APP, new UserId("Ann")))).isEmpty();
        }

        @Test
        void tellUsersApartByATrailingSpace() {
            insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.byUser(APP, new UserId("ann ")))).isEmpty();
        }

        @Test
        void keepAUserIdOfAnyScript() {
            insert(person("wx1", "oAnn00001"), new UserId("小明 🙂 'x'; --"));

            assertThat(find(auths -> auths.byUser(APP, new UserId("小明 🙂 'x'; --"))))
                    .isPresent();
        }

        @Test
        void tellApplicationsApartByCase() {
            insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.byOpenId(new AppId("WX1"), new OpenId("oAnn00001"))))
                    .isEmpty();
        }

        @Test
        void areFoundByOpenIdOrUser() {
            WeChatAuth ann = insert(person("wx1", "oAnn00001"), ANN);
            WeChatAuth bob = insert(person("wx1", "oBob00001"), BOB);
            insert(person("wx2", "oAnn00001"), ANN);

            assertThat(all(auths -> auths.byOpenIdOrUser(APP, ann.openId(), ANN)))
                    .containsExactly(ann);
            assertThat(all(auths -> auths.byOpenIdOrUser(APP, ann.openId(), BOB)))
                    .containsExactlyInAnyOrder(ann, bob);
            assertThat(all(auths -> auths.byOpenIdOrUser(APP, new OpenId("oNobody1"), BOB)))
                    .containsExactly(bob);
            assertThat(all(auths -> auths.byOpenIdOrUser(APP, new OpenId("oNobody1"), new UserId("nobody"))))
                    .isEmpty();
        }

        @Test
        void areLockedByKey() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);

            assertThat(find(auths -> auths.lockById(row.id()))).contains(row);
            assertThat(find(auths -> auths.lockById(row.id() + 1))).isEmpty();
        }

        @Test
        void areAllLockedByUser() {
            WeChatAuth one = insert(person("wx1", "oAnn00001"), ANN);
            WeChatAuth two = insert(person("wx2", "oAnn00002"), ANN);

            assertThat(all(auths -> auths.lockByUser(ANN))).isEqualTo(List.of(one, two));
        }

        @Test
        void takeANewUnionIdAndAccount() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);
            var moved = new WeChatAuth(
                    row.id(),
                    row.appId(),
                    row.userId(),
                    row.openId(),
                    UNION,
                    new OpenPlatform("new"),
                    row.boundAt(),
                    null);
            change(auths -> auths.update(moved));

            assertThat(find(auths -> auths.byId(row.id()))).contains(moved);
        }

        @Test
        void areDeletedOnce() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);
            write(auths -> auths.delete(row.id()));

            assertThat(is(auths -> auths.delete(row.id()))).isFalse();
        }

        @Test
        void neverGetTheKeyOfARowThatWent() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);
            write(auths -> auths.delete(row.id()));

            assertThat(insert(person("wx1", "oAnn00001"), ANN).id()).isGreaterThan(row.id());
        }
    }

    @Nested
    class Unlinking {

        @Test
        void isRemembered() {
            change(auths -> auths.insertUnbound(APP, ANN, now));

            assertThat(is(auths -> auths.isUnbound(APP, ANN))).isTrue();
        }

        @Test
        void mayBeSaidTwice() {
            change(auths -> auths.insertUnbound(APP, ANN, now));
            change(auths -> auths.insertUnbound(APP, ANN, now));

            assertThat(is(auths -> auths.isUnbound(APP, ANN))).isTrue();
        }

        @Test
        void isTakenBack() {
            change(auths -> auths.insertUnbound(APP, ANN, now));
            change(auths -> auths.deleteUnbound(APP, ANN));

            assertThat(is(auths -> auths.isUnbound(APP, ANN))).isFalse();
        }

        @Test
        void concernsOneApplication() {
            change(auths -> auths.insertUnbound(APP, ANN, now));

            assertThat(is(auths -> auths.isUnbound(new AppId("wx2"), ANN))).isFalse();
        }
    }

    @Nested
    class TheQuestionForAProfile {

        @Test
        void isAskedByOneOfTwoLogins() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);

            assertThat(is(auths -> auths.claimProfile(row.id(), now, now.minusSeconds(60))))
                    .isTrue();
            assertThat(is(auths -> auths.claimProfile(row.id(), now, now.minusSeconds(60))))
                    .isFalse();
        }

        @Test
        void isAskedAgainWhenTheAnswerIsOld() {
            WeChatAuth row = insert(person("wx1", "oAnn00001"), ANN);
            change(auths -> auths.claimProfile(row.id(), now.minusSeconds(61), now));

            assertThat(is(auths -> auths.claimProfile(row.id(), now, now.minusSeconds(60))))
                    .isTrue();
            assertThat(find(auths -> auths.byId(row.id())))
                    .map(WeChatAuth::profiledAtOrNull)
                    .contains(now);
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

    private boolean is(Predicate<WeChatAuthRows> work) {
        return store.write(tx -> work.test(tx.auths()));
    }

    private List<WeChatAuth> all(Function<WeChatAuthRows, List<WeChatAuth>> work) {
        return write(work);
    }

    private void change(Consumer<WeChatAuthRows> work) {
        store.run(tx -> {
            work.accept(tx.auths());
        });
    }
}
