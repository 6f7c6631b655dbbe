package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.observe.LoginEvent;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.testing.StoredText;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person who is erased on request: no table names the person, and the audit trail keeps its events. */
@Timeout(60)
class EraseTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    private UserId erase() {
        test.users.remove("ann");
        return test.app.personalData().erase(ANN);
    }

    private List<String> stored() {
        return test.stored(StoredText::of);
    }

    @Test
    void leavesNoIdentifierInAnyTable() {
        wechat.bind("ann", test.ann(wechat));
        test.session(wechat);
        test.session(test.second());
        test.app.login().invite(wechat, ANN);
        browser.start(wechat, Intent.BIND, "ann");
        test.app.currentActor().callAs(Actor.of(ANN), () -> wechat.bind("bob", test.bob(wechat)));
        wechat.unbind("ann");
        assertThat(stored()).anyMatch(text -> text.contains("oAnn-wx2")).anyMatch(text -> text.contains("ann"));
        String union = stored().stream()
                .filter(text -> text.startsWith("saoma_wechat_person.union_id="))
                .findFirst()
                .orElseThrow()
                .split("=", 2)[1];

        erase();

        assertThat(stored()).noneMatch(text -> text.contains("oAnn") || text.contains(union));
        assertThat(stored()).noneMatch(text -> text.matches(".*\\bann\\b.*"));
    }

    @Test
    void keepsTheTrailUnderOneName() {
        wechat.bind("ann", test.ann(wechat));
        wechat.bind("bob", test.bob(wechat));
        test.app.currentActor().callAs(Actor.of(ANN), () -> wechat.unbind("bob"));

        UserId name = erase();

        assertThat(name.value()).matches("erased-[0-9a-f]{24}");
        assertThat(test.trail())
                .extracting(AuditEvent::kind, AuditEvent::actor, AuditEvent::user)
                .containsExactly(
                        tuple(Kind.BOUND, Actor.APPLICATION, name.value()),
                        tuple(Kind.BOUND, Actor.APPLICATION, "bob"),
                        tuple(Kind.UNBOUND, Actor.of(name), "bob"),
                        tuple(Kind.FORGOTTEN, Actor.APPLICATION, name.value()));
    }

    @Test
    void givesEachErasureAnotherName() {
        wechat.bind("ann", test.ann(wechat));
        UserId first = erase();
        test.users.giveOutAgain("ann");
        wechat.bind("ann", test.ann(wechat));

        assertThat(erase()).isNotEqualTo(first);
    }

    @Test
    void letsThePersonComeAnew() {
        wechat.bind("ann", test.ann(wechat));
        wechat.unbind("ann");
        erase();

        assertThat(test.user(test.session(wechat))).startsWith("new-");
    }

    @Test
    void endsSessionsAtOnce() {
        wechat.bind("ann", test.ann(wechat));
        var session = test.session(wechat);
        erase();

        assertThat(test.user(session)).isEqualTo("nobody");
    }

    @Test
    void isToldToTheApplication() {
        wechat.bind("ann", test.ann(wechat));
        test.heard.forget();
        erase();

        assertThat(test.heard.events()).hasSize(2).last().isInstanceOfSatisfying(LoginEvent.Erased.class, event -> {
            assertThat(event.user()).isEqualTo(ANN);
            assertThat(event.instance()).isEmpty();
        });
    }
}
