package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolution of a WeChat identity to a user, from code to session, across apps and Open Platform accounts. */
@Timeout(60)
class IdentityTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    private final WeChatLogin wechat = test.wechat();

    /**
     * Ann is bound at the first app (unionid uAnn01) and Bob at the second (uBob01), both of one account. A person scans at
     * the first app, which either still belongs to that account or has moved to another one.
     */
    @ParameterizedTest(name = "openid {0}, unionid {1}, account {2}: {3}, trail {4}")
    @CsvSource({
        "oAnn-wx1, ,       default, ann,               SIGNED_IN",
        "oAnn-wx1, uAnn01, default, ann,               SIGNED_IN",
        "oAnn-wx1, uBob01, default, identity_conflict, CONFLICT",
        "oAnn-wx1, uNew01, default, identity_conflict, CONFLICT",
        "oAnn-wx1, ,       two,     ann,               MOVED SIGNED_IN",
        "oAnn-wx1, uAnn01, two,     ann,               MOVED SIGNED_IN",
        "oAnn-wx1, uBob01, two,     ann,               MOVED SIGNED_IN",
        "oAnn-wx1, uNew01, two,     ann,               MOVED SIGNED_IN",
        "oNew-wx1, ,       default, new,               REGISTERED SIGNED_IN",
        "oNew-wx1, uAnn01, default, identity_conflict, CONFLICT",
        "oNew-wx1, uBob01, default, bob,               SIGNED_IN",
        "oNew-wx1, uNew01, default, new,               REGISTERED SIGNED_IN",
        "oNew-wx1, ,       two,     new,               REGISTERED SIGNED_IN",
        "oNew-wx1, uAnn01, two,     new,               REGISTERED SIGNED_IN",
        "oNew-wx1, uBob01, two,     new,               REGISTERED SIGNED_IN",
        "oNew-wx1, uNew01, two,     new,               REGISTERED SIGNED_IN"
    })
    void followsOpenIdAndUnionIdWithinOneAccount(
            String openId, String unionId, String account, String who, String trail) {
        wechat.bind("ann", test.ann(wechat));
        test.second().bind("bob", test.bob(test.second()));
        test.restart("MyWeChatLogin", "wx1", account, "'registration':'open',");
        int before = test.trail().size();
        List<WeChatAuth> rows = rows();

        String end = login(test.wechat(), openId, unionId);

        assertThat(end.startsWith("new-") ? "new" : end).isEqualTo(who);
        assertThat(test.trail().stream().skip(before).map(event -> event.kind().name()))
                .containsExactly(trail.split(" "));
        if (end.equals("identity_conflict")) {
            assertThat(rows()).as("rows").isEqualTo(rows);
        }
    }

    @Test
    void isOneUserWithTwoRowsAtTwoAppsOfOneAccount() {
        String first = login(wechat, "oOne-wx1", "uOne01");
        String second = login(test.second(), "oOne-wx2", "uOne01");

        assertThat(second).isEqualTo(first);
        assertThat(rows()).extracting(row -> row.appId().value()).containsExactly("wx1", "wx2");
        assertThat(test.users.size()).isOne();
    }

    @Test
    void isTwoUsersAtTwoAppsOfTwoAccounts() {
        test.restart("Second", "wx2", "two", "'registration':'open',");
        String first = login(test.wechat(), "oOne-wx1", "uOne01");
        String second = login(test.second(), "oOne-wx2", "uOne01");

        assertThat(second).startsWith("new-").isNotEqualTo(first);
    }

    @Test
    void isOneUserWhenTheUnionIdIsNamedLater() {
        String first = login(wechat, "oOne-wx1", null);
        String again = login(wechat, "oOne-wx1", "uOne01");
        String second = login(test.second(), "oOne-wx2", "uOne01");

        assertThat(List.of(again, second)).containsOnly(first);
        assertThat(test.users.size()).isOne();
    }

    @Test
    void isNotMergedWhenTheUnionIdShowsTooLateThatTwoUsersAreOne() {
        String first = login(wechat, "oOne-wx1", null);
        String second = login(test.second(), "oOne-wx2", "uOne01");

        assertThat(second).isNotEqualTo(first);
        assertThat(login(wechat, "oOne-wx1", "uOne01")).isEqualTo("identity_conflict");
        assertThat(login(test.second(), "oOne-wx2", "uOne01")).isEqualTo(second);
    }

    @Test
    void isRepairedByAnUnbindAfterAConflict() {
        wechat.bind("ann", test.ann(wechat));
        assertThat(login(wechat, "oAnn-wx1", "uOther")).isEqualTo("identity_conflict");
        wechat.unbind("ann");
        wechat.bind("ann", test.scan("oAnn-wx1", "uOther"));

        assertThat(login(wechat, "oAnn-wx1", "uOther")).isEqualTo("ann");
    }

    @Test
    void mustNotBeASecondPersonOfOneAccountForAUser() {
        wechat.bind("ann", test.ann(wechat));

        assertThat(Refusal.of(() -> test.second().bind("ann", test.bob(test.second()))))
                .isEqualTo("user_already_bound");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void mayBeASecondPersonOfAnotherAccountForAUser() {
        test.restart("Second", "wx2", "two", "");
        test.wechat().bind("ann", test.ann(test.wechat()));
        test.second().bind("ann", test.bob(test.second()));

        assertThat(login(test.second(), "oBob-wx2", "uBob01")).isEqualTo("ann");
    }

    @Test
    void isKnownAtTheOtherAppsOfTheAccountThatItsAppMovedTo() {
        wechat.bind("ann", test.ann(wechat));
        test.restart("MyWeChatLogin", "wx1", "two", "");
        test.restart("Second", "wx2", "two", "");
        assertThat(login(test.wechat(), "oAnn-wx1", "uMoved")).isEqualTo("ann");

        assertThat(login(test.second(), "oAnn-wx2", "uMoved")).isEqualTo("ann");
        assertThat(test.trail()).filteredOn(event -> event.kind() == Kind.MOVED).hasSize(1);
    }

    @Test
    void staysAtTheOtherAppsWhereOneIsUnbound() {
        wechat.bind("ann", test.ann(wechat));
        Token kept = test.session(test.second());
        wechat.unbind("ann");

        assertThat(login(wechat, "oAnn-wx1", "uAnn01")).isEqualTo("wechat_not_bound");
        assertThat(test.user(kept)).isEqualTo("ann");
        assertThat(login(test.second(), "oAnn-wx2", "uAnn01")).isEqualTo("ann");
        assertThat(test.users.size()).as("users created").isZero();
    }

    @Test
    void isComparedByteByByte() {
        wechat.bind("ann", test.scan("oAbCdEf", "uAbCdEf"));

        assertThat(List.of(login(wechat, "oabcdef", "uabcdef"), login(wechat, "OABCDEF", null)))
                .allMatch(who -> who.startsWith("new-"))
                .doesNotHaveDuplicates();
    }

    /** Logs in and returns the user, or the error code. */
    private String login(WeChatLogin instance, String openId, String unionId) {
        try {
            return test.user(new Browser(test).session(instance, test.scan(openId, unionId)));
        } catch (dev.saoma.error.LoginException e) {
            return e.code().code();
        }
    }

    private List<WeChatAuth> rows() {
        return test.app
                .getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class)
                .query("Q(id__isnull=False)", List.of());
    }
}
