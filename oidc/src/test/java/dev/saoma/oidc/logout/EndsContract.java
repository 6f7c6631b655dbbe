package dev.saoma.oidc.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.database.Database;
import dev.saoma.durability.Durability;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.oidc.Runners;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.TestDatabase;
import dev.saoma.oidc.TestProvider;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.grant.IssuedTokens;
import dev.saoma.oidc.grant.SessionName;
import dev.saoma.oidc.store.LogoutNotice;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.store.Session;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** O13: each way in which a session ends, and what is left of its grants on two nodes. */
abstract class EndsContract {
    private static final URI ADDRESS = URI.create("https://grafana.example.com/logout");
    private static final Corp ACME = new Corp(new CorpId("acme"), "Acme");

    private final TestDatabase kind;
    private final Token secret = Token.random();
    private final AtomicInteger woken = new AtomicInteger();
    private Database database;
    private TestProvider provider;
    private TestProvider other;
    private EndedGrants ended;
    private EndedGrants endedOfOther;
    private RegisteredClient web;
    private Session session;

    EndsContract(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        provider = new TestProvider(database);
        other = provider.otherNode();
        ended = ended(provider);
        endedOfOther = ended(other);
        web = provider.clients.put("grafana", Traits.WEB.logout(ADDRESS));
        provider.clients.put("quiet", Traits.WEB);
        provider.corps.put(new UserId("ann"), List.of(ACME));
        session = provider.signIn("ann", secret, ACME);
    }

    private EndedGrants ended(TestProvider node) {
        return new EndedGrants(
                node.rows,
                node.app.sessions(),
                node.clients,
                TestProvider.ISSUER,
                node.clock,
                node.clock::nanos,
                woken::incrementAndGet);
    }

    @AfterEach
    void close() {
        ended.close();
        endedOfOther.close();
        other.close();
        provider.close();
        database.close();
    }

    /** The ways. */
    enum Way {
        LOGOUT {
            @Override
            void end(EndsContract test) {
                test.provider.app.sessions().end(test.secret);
            }
        },
        ELSEWHERE {
            @Override
            void end(EndsContract test) {
                test.other.app.sessions().end(test.session.user(), test.session.id());
            }
        },
        ALL_OTHERS {
            @Override
            void end(EndsContract test) {
                test.provider
                        .app
                        .sessions()
                        .endOthers(test.session.user(), Token.random().hash());
            }
        },
        ADMINISTRATOR {
            @Override
            void end(EndsContract test) {
                test.provider.app.sessions().end(test.session.user());
            }
        },
        UNBIND {
            @Override
            void end(EndsContract test) {
                test.provider.wechat().unbind("ann");
            }
        },
        BOUND_TO_ANOTHER {
            @Override
            void end(EndsContract test) {
                test.provider.store.write(tx -> tx.sessions().deleteByAuth(test.session.user(), test.session.authId()));
            }
        },
        LEFT_THE_ORGANISATION {
            @Override
            void end(EndsContract test) {
                test.provider.app.sessions().leave(test.session.user(), ACME.id());
            }
        },
        FORGOTTEN {
            @Override
            void end(EndsContract test) {
                test.provider.app.personalData().forget(test.session.user());
            }
        },
        ERASED {
            @Override
            void end(EndsContract test) {
                test.provider.app.personalData().erase(test.session.user());
            }
        },
        STATEMENT {
            @Override
            void end(EndsContract test) {
                test.database.write(sql -> sql.execute("DELETE FROM saoma_session"));
            }
        };

        abstract void end(EndsContract test);
    }

    @ParameterizedTest
    @EnumSource
    void endCodeAndTokensAtOnceAndTellTheClient(Way way) {
        IssuedTokens tokens = provider.tokens(session, web);
        String code = provider.code(session, web);
        assertThat(other.grants.findAccessToken(tokens.accessToken().reveal())).isPresent();
        way.end(this);

        areDead(provider, tokens, code);
        areDead(other, tokens, code);
        ended.run();
        assertThat(left()).isEqualTo("grants 0, codes 0, tokens 0, notices 1");
        assertThat(woken).hasValue(1);
        areDead(provider, tokens, code);
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.client()).isEqualTo(web.id());
            assertThat(notice.uri()).isEqualTo(ADDRESS);
            assertThat(notice.sub()).isEqualTo("ann");
            assertThat(notice.sid())
                    .isEqualTo(SessionName.of(TestProvider.ISSUER, session.id(), web.id())
                            .value());
        });
    }

    /** O14. */
    @Test
    void aUserWhoIsDisabledInTheDirectoryCannotRefresh() {
        IssuedTokens tokens = provider.tokens(session, web);
        provider.disabled.add(session.user());

        refused(() -> other.refresh(web, tokens.refreshToken().orElseThrow()));
        assertThat(left()).startsWith("grants 1");
        ended.run();
        assertThat(left()).isEqualTo("grants 0, codes 0, tokens 0, notices 1");
    }

    /** O14. */
    @Test
    void aUserWhoIsDisabledInTheDirectoryHasNoAccessAfterAMinute() {
        IssuedTokens tokens = provider.tokens(session, web);
        provider.disabled.add(session.user());
        provider.clock.pass(Duration.ofMinutes(1));

        assertThat(provider.grants.findAccessToken(tokens.accessToken().reveal()))
                .isEmpty();
        ended.run();
        assertThat(left()).isEqualTo("grants 0, codes 0, tokens 0, notices 1");
    }

    @Test
    void aUserWhoLeftTheOrganisationInTheDirectoryCannotRefresh() {
        IssuedTokens tokens = provider.tokens(session, web);
        provider.corps.clear();

        refused(() -> provider.refresh(web, tokens.refreshToken().orElseThrow()));
        ended.run();
        assertThat(notices()).hasSize(1);
    }

    /** The row of the binding alone: core does not delete it without the session. */
    @Test
    void aSessionWithoutItsBindingGivesNothing() {
        IssuedTokens tokens = provider.tokens(session, web);
        String code = provider.code(session, web);
        database.write(sql -> sql.execute("DELETE FROM saoma_wechat_auth"));

        areDead(provider, tokens, code);
    }

    @Test
    void aSessionThatRanOutIsNotTold() {
        IssuedTokens tokens = provider.tokens(session, web);
        provider.clock.pass(Duration.ofMinutes(30));
        assertThat(provider.grants.findAccessToken(tokens.accessToken().reveal()))
                .isEmpty();
        sweepSessions();
        assertThat(provider.count("saoma_session")).isZero();
        ended.run();

        assertThat(left()).isEqualTo("grants 0, codes 0, tokens 0, notices 0");
        assertThat(woken).hasValue(0);
    }

    @Test
    void aSessionThatIsStillUsedIsNotMarked() {
        provider.tokens(session, web);
        Session idle = provider.signIn("bob");
        provider.tokens(idle, web);
        provider.clock.pass(Duration.ofMinutes(29));
        provider.app.sessions().check(secret);
        provider.clock.pass(Duration.ofMinutes(1));
        sweepSessions();
        provider.app.sessions().end(secret);
        ended.run();

        assertThat(notices()).extracting(LogoutNotice::sub).containsExactly("ann");
    }

    @Test
    void aMarkGoesWithTheNextLogin() {
        provider.tokens(session, web);
        provider.rows.write(Durability.SYNCHRONOUS, tx -> tx.grants().expire(provider.clock.instant(), 10));
        provider.tokens(session, web);
        provider.app.sessions().end(secret);
        ended.run();

        assertThat(notices()).hasSize(1);
    }

    /** As the sweeper of the app does, which no test can reach. */
    private void sweepSessions() {
        provider.app.sessions().announceSweep(provider.clock.instant());
        provider.store.write(tx -> provider.app.sessions().sweep(tx.sessions(), provider.clock.instant(), 100));
    }

    @Test
    void clientsThatWantNoNoticeGetNone() {
        provider.tokens(session, provider.clients.put("quiet", Traits.WEB));
        provider.tokens(session, provider.clients.put("gone", Traits.WEB.logout(ADDRESS)));
        provider.tokens(session, provider.clients.put("off", Traits.WEB.logout(ADDRESS)));
        provider.clients.remove("gone");
        provider.clients.put("off", Traits.WEB.logout(ADDRESS).inactive());
        provider.app.sessions().end(secret);
        ended.run();

        assertThat(left()).isEqualTo("grants 0, codes 0, tokens 0, notices 0");
    }

    @Test
    void manyGrantsEndInOneRun() {
        for (int i = 0; i < 250; i++) {
            Session one = provider.signIn("user" + i);
            provider.code(one, web);
        }
        Session living = provider.signIn("zoe");
        String code = provider.code(living, web);
        database.write(sql -> sql.execute("DELETE FROM saoma_session WHERE user_id <> 'zoe'"));
        ended.run();

        assertThat(left()).isEqualTo("grants 1, codes 1, tokens 0, notices 250");
        assertThat(provider.redeem(web, code).grant().session()).isEqualTo(living);
    }

    @Test
    void twoNodesTellAClientOnce() throws Exception {
        for (int i = 0; i < 120; i++) {
            provider.code(provider.signIn("user" + i), web);
        }
        database.write(sql -> sql.execute("DELETE FROM saoma_session"));
        try (var runners = new Runners(2)) {
            runners.run(i -> {
                (i == 0 ? ended : endedOfOther).run();
                return "";
            });
        }

        assertThat(left()).isEqualTo("grants 0, codes 0, tokens 0, notices 120");
    }

    @Test
    void aNoticeIsClaimedByOneOf4Threads() throws Exception {
        Instant now = provider.clock.instant();
        try (var runners = new Runners(4)) {
            for (int round = 0; round < 10; round++) {
                provider.rows.write(Durability.SYNCHRONOUS, tx -> {
                    for (int i = 0; i < 20; i++) {
                        tx.logouts().insert(new LogoutNotice(0, web.id(), "s" + i, "ann", ADDRESS, 0, now));
                    }
                    return true;
                });
                List<Object> claimed = runners.run(i -> (i % 2 == 0 ? provider : other)
                        .rows.write(
                                Durability.ASYNCHRONOUS,
                                tx -> tx.logouts().due(web.id(), now, 20).stream()
                                        .filter(notice -> tx.logouts().claim(notice, now.plusSeconds(10)))
                                        .count()));

                assertThat(claimed.stream().mapToLong(count -> (Long) count).sum())
                        .as("round " + round)
                        .isEqualTo(20);
            }
        }
    }

    @Test
    void anotherNodeTakesOver() {
        provider.tokens(session, web);
        ended.run();
        provider.app.sessions().end(secret);
        if (provider.rows.isShared()) {
            endedOfOther.run();
            assertThat(notices()).isEmpty();
            database.write(sql -> sql.execute("UPDATE saoma_lease SET until_at = 1"));
        }
        endedOfOther.run();

        assertThat(notices()).hasSize(1);
    }

    private void areDead(TestProvider node, IssuedTokens tokens, String code) {
        assertThat(node.grants.findAccessToken(tokens.accessToken().reveal())).isEmpty();
        assertThat(node.grants.find(web, tokens.accessToken().reveal())).isEmpty();
        assertThat(node.grants.find(web, tokens.refreshToken().orElseThrow().reveal()))
                .isEmpty();
        refused(() -> node.refresh(web, tokens.refreshToken().orElseThrow()));
        refused(() -> node.redeem(web, code));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(OAuthException.class).isThrownBy(call);
    }

    private String left() {
        return "grants %d, codes %d, tokens %d, notices %d"
                .formatted(
                        provider.count("saoma_oidc_grant"),
                        provider.count("saoma_oidc_code"),
                        provider.count("saoma_oidc_token"),
                        provider.count("saoma_oidc_logout"));
    }

    private List<LogoutNotice> notices() {
        return provider.rows.read(tx -> tx.logouts().due(web.id(), provider.clock.instant(), 1_000));
    }
}
