package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.AppId;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.privacy.PersonalData;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.PersonalDataRows.Identity;
import dev.saoma.store.PersonalDataRows.TicketEntry;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The copy of what is stored about one user. */
@Timeout(60)
class ExportTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    private PersonalData export() {
        return test.app.personalData().export(ANN);
    }

    @Test
    void holdsARowOfEveryKind() {
        test.corps.put(ANN, List.of(new Corp(new CorpId("shop"), "Shop")));
        test.second().bind("ann", test.ann(test.second()));
        test.second().unbind("ann");
        wechat.bind("ann", test.ann(wechat));
        Token secret = test.session(wechat);
        test.app.login().invite(wechat, ANN);

        PersonalData data = export();

        assertThat(data.user()).isEqualTo(ANN);
        assertThat(data.bindings()).singleElement().satisfies(row -> {
            assertThat(row.openId()).isEqualTo(new OpenId("oAnn-wx1"));
            assertThat(row.boundAt()).isEqualTo(test.clock.instant());
        });
        assertThat(data.identities()).containsExactly(new Identity(new OpenPlatform("default"), new UnionId("uAnn01")));
        assertThat(data.unbindings())
                .singleElement()
                .satisfies(mark -> assertThat(mark.app()).isEqualTo(new AppId("wx2")));
        assertThat(data.sessions()).singleElement().satisfies(session -> {
            assertThat(session.id())
                    .isEqualTo(test.app.sessions().check(secret).orElseThrow().id());
            assertThat(session.corp()).contains(new Corp(new CorpId("shop"), "Shop"));
            assertThat(session.times().createdAt()).isEqualTo(test.clock.instant());
        });
        assertThat(data.tickets()).extracting(TicketEntry::kind).containsExactly("INVITATION");
        assertThat(data.auditTrail())
                .extracting(kept -> kept.event().kind())
                .containsExactly(Kind.INVITED, Kind.SIGNED_IN, Kind.BOUND, Kind.UNBOUND, Kind.BOUND);
        assertThat(data.isComplete()).isTrue();
    }

    @Test
    void holdsNothingOfOthers() {
        wechat.bind("bob", test.bob(wechat));
        test.session(wechat, test.bob(wechat));

        assertThat(export())
                .isEqualTo(new PersonalData(ANN, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void printsNoWholeOpenId() {
        wechat.bind("ann", test.ann(wechat));
        test.session(wechat);

        assertThat(export().toString()).doesNotContain("oAnn-wx1", "uAnn01");
    }

    @Test
    void changesNothing() {
        wechat.bind("ann", test.ann(wechat));
        List<AuditEvent> before = test.trail();
        export();

        assertThat(test.trail()).isEqualTo(before);
    }

    @Test
    void saysWhenAListWasCut() {
        test.store.run(tx -> {
            for (int i = 0; i < PersonalData.LIMIT + 1; i++) {
                tx.audit()
                        .append(new AuditEvent(
                                test.clock.instant(), Kind.BOUND, Actor.KEY, "ann", "wx1", "event " + i));
            }
        });

        PersonalData data = export();

        assertThat(data.isComplete()).isFalse();
        assertThat(data.auditTrail()).hasSize(PersonalData.LIMIT);
        assertThat(data.auditTrail().get(0).event().note()).isEqualTo("event " + PersonalData.LIMIT);
        assertThat(Set.copyOf(data.auditTrail())).hasSize(PersonalData.LIMIT);
    }
}
