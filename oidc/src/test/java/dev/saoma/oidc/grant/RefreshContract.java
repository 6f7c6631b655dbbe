package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.database.Database;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.TestProvider;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of refresh tokens. */
abstract class RefreshContract extends GrantContract {
    RefreshContract(Function<Path, Database> databases) {
        super(databases);
    }

    private Token issued(RegisteredClient client) {
        return provider.tokens(session, client).refreshToken().orElseThrow();
    }

    @Nested
    class OfAConfidentialClient {

        @Test
        void staysTheSame() {
            Token token = issued(web);
            IssuedTokens next = provider.refresh(web, token);

            assertThat(next.refreshToken()).contains(token);
            assertThat(next.nonce()).isEmpty();
            assertThat(isValid(next)).isTrue();
            assertThat(isValid(provider.refresh(web, token))).isTrue();
        }

        @Test
        void isRefusedToAnotherClient() {
            Token token = issued(web);
            RegisteredClient other = provider.clients.put("other", Traits.WEB);

            refused(() -> provider.refresh(other, token));
            assertThat(isValid(provider.refresh(web, token))).isTrue();
        }
    }

    @Nested
    class OfAPublicClient {

        @Test
        void rotates() {
            Token token = issued(spa);
            Token second = provider.refresh(spa, token).refreshToken().orElseThrow();
            Token third = provider.refresh(spa, second).refreshToken().orElseThrow();

            assertThat(Set.of(token, second, third)).hasSize(3);
        }

        @Test
        void getsTheSameSuccessorFor10Seconds() {
            Token token = issued(spa);
            IssuedTokens first = provider.refresh(spa, token);
            provider.clock.pass(Duration.ofSeconds(10).minusMillis(1));
            IssuedTokens again = provider.refresh(spa, token);

            assertThat(again.refreshToken()).isEqualTo(first.refreshToken());
            assertThat(again.accessToken()).isNotEqualTo(first.accessToken());
            assertThat(isValid(first)).isTrue();
            assertThat(isValid(again)).isTrue();
            assertThat(provider.revocations()).isEmpty();
        }

        @Test
        void endsItsFamilyWhenItIsRepeatedAfter10Seconds() {
            Token token = issued(spa);
            IssuedTokens first = provider.refresh(spa, token);
            provider.clock.pass(Duration.ofSeconds(10));

            refused(() -> provider.refresh(spa, token));
            assertThat(isValid(first)).isFalse();
            refused(() -> provider.refresh(spa, first.refreshToken().orElseThrow()));
            assertThat(provider.revocations())
                    .singleElement()
                    .satisfies(event -> assertThat(event.kind()).isEqualTo(AuditEvent.Kind.TOKENS_REVOKED))
                    .satisfies(event -> assertThat(event.note()).isEqualTo("spa: refresh token used twice"));
        }

        @Test
        void endsItsFamilyWhenItsSuccessorWasUsed() {
            Token token = issued(spa);
            Token second = provider.refresh(spa, token).refreshToken().orElseThrow();
            Token third = provider.refresh(spa, second).refreshToken().orElseThrow();

            refused(() -> provider.refresh(spa, token));
            refused(() -> provider.refresh(spa, third));
        }

        @Test
        void thatIsRepeatedDoesNotCountAsUse() {
            Token token = issued(spa);
            provider.refresh(spa, token);
            provider.clock.pass(Duration.ofMinutes(20));
            refused(() -> provider.refresh(spa, token));

            Session row =
                    provider.store.read(tx -> tx.sessions().byId(session.id()).orElseThrow());
            assertThat(row.lastSeenAt()).isEqualTo(session.lastSeenAt());
        }

        /** O12. */
        @Test
        void staysReplacedOnANodeThatWasStartedAgain() {
            Token token = issued(spa);
            Token second = provider.refresh(spa, token).refreshToken().orElseThrow();
            try (TestProvider again = provider.otherNode()) {
                assertThat(again.refresh(spa, token).refreshToken()).contains(second);
                again.clock.pass(Duration.ofSeconds(10));
                refused(() -> again.refresh(spa, token));
                refused(() -> again.refresh(spa, second));
            }
        }
    }

    @Test
    void livesAsLongAsTheSessionIsUsed() {
        Token token = issued(web);
        for (int i = 0; i < 12 * 60 / 20; i++) {
            assertThat(isValid(provider.refresh(web, token))).isTrue();
            provider.clock.pass(Duration.ofMinutes(20));
        }

        refused(() -> provider.refresh(web, token));
    }

    @Test
    void endsWithASessionThatIsNotUsed() {
        Token token = issued(web);
        provider.clock.pass(Duration.ofMinutes(30));

        refused(() -> provider.refresh(web, token));
    }

    @Test
    void keepsTheTimeOfAuthentication() {
        Token token = issued(web);
        provider.clock.pass(Duration.ofMinutes(5));
        provider.store.write(tx -> tx.sessions().setAuthenticatedAt(session.secretHash(), provider.clock.instant()));

        assertThat(provider.refresh(web, token).grant().authTime()).isEqualTo(session.authenticatedAt());
    }

    @Test
    void narrowsTheAccessTokenToTheWantedScope() {
        Token token = issued(web);
        IssuedTokens narrow = grants.refresh(web, token.reveal(), Optional.of(Set.of("openid")));

        assertThat(narrow.scope()).containsExactly("openid");
        assertThat(provider.refresh(web, token).scope()).containsExactly("openid", "profile");
    }

    @Test
    void refusesAWiderScope() {
        Token token = issued(web);

        invalidScope(() -> grants.refresh(web, token.reveal(), Optional.of(Set.of("openid", "groups"))));
        assertThat(isValid(provider.refresh(web, token))).isTrue();
    }

    private static void invalidScope(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(OAuthException.class)
                .isThrownBy(call)
                .extracting(OAuthException::error)
                .isEqualTo(OAuthError.INVALID_SCOPE);
    }

    /** O15. */
    @Test
    void isNarrowedToWhatTheFileAllows() {
        IssuedTokens tokens = provider.tokens(session, web);
        RegisteredClient less = provider.clients.put("grafana", Traits.WEB.scopes("openid"));

        assertThat(provider.refresh(less, tokens.refreshToken().orElseThrow()).scope())
                .containsExactly("openid");
        assertThat(grants.findAccessToken(tokens.accessToken().reveal()))
                .map(ActiveToken::scope)
                .contains(Set.of("openid"));
    }

    /** O15. */
    @Test
    void isRefusedWhenNothingIsLeft() {
        Token token = issued(web);
        RegisteredClient less = provider.clients.put("grafana", Traits.WEB.scopes("corp"));

        invalidScope(() -> provider.refresh(less, token));
    }

    /** O15. */
    @Test
    void isRefusedWhenTheClientMayNotRefreshAnyMore() {
        Token token = issued(web);
        RegisteredClient less = provider.clients.put("grafana", Traits.WEB.withoutRefresh());

        refused(() -> provider.refresh(less, token));
    }

    /** O15. */
    @Test
    void isRefusedToAnInactiveClient() {
        IssuedTokens tokens = provider.tokens(session, web);
        RegisteredClient inactive = provider.clients.put("grafana", Traits.WEB.inactive());

        refused(() -> provider.refresh(inactive, tokens.refreshToken().orElseThrow()));
        assertThat(isValid(tokens)).isFalse();
        provider.clients.remove("grafana");
        assertThat(isValid(tokens)).isFalse();
    }

    /** O15. */
    @Test
    void isRefusedWhenTheUserHasLeftTheOrganisation() {
        provider.corps.put(session.user(), List.of(new Corp(new CorpId("acme"), "Acme")));
        RegisteredClient acme = provider.clients.put("acme-only", Traits.WEB.corps("other", "acme"));
        Token token = issued(acme);
        assertThat(isValid(provider.refresh(acme, token))).isTrue();
        provider.corps.remove(session.user());

        refused(() -> provider.refresh(acme, token));
    }
}
