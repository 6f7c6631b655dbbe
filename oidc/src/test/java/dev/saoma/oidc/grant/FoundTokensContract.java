package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.saoma.database.Database;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of tokens that are looked up and revoked. */
abstract class FoundTokensContract extends GrantContract {
    FoundTokensContract(Function<Path, Database> databases) {
        super(databases);
    }

    @Test
    void areAccessTokensFor10Minutes() {
        IssuedTokens tokens = provider.tokens(session, web);
        String access = tokens.accessToken().reveal();
        ActiveToken found = grants.findAccessToken(access).orElseThrow();

        assertThat(found.isRefresh()).isFalse();
        assertThat(found.issuedAt()).isEqualTo(provider.clock.instant());
        assertThat(found.expiresAt()).isEqualTo(provider.clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(found.scope()).containsExactly("openid", "profile");
        assertThat(found.grant()).isEqualTo(tokens.grant());
        provider.clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(isValid(access)).isTrue();
        provider.clock.pass(Duration.ofMillis(1));
        assertThat(isValid(access)).isFalse();
        assertThat(grants.find(web, access)).isEmpty();
    }

    @Test
    void areRefreshTokensUntilTheirSessionEnds() {
        Token refresh = provider.tokens(session, web).refreshToken().orElseThrow();
        ActiveToken found = grants.find(web, refresh.reveal()).orElseThrow();

        assertThat(found.isRefresh()).isTrue();
        assertThat(found.expiresAt()).isEqualTo(provider.clock.instant().plus(Duration.ofMinutes(30)));
        provider.clock.pass(Duration.ofMinutes(30));
        assertThat(grants.find(web, refresh.reveal())).isEmpty();
    }

    @Test
    void areNoRefreshTokensWithASuccessor() {
        Token refresh = provider.tokens(session, spa).refreshToken().orElseThrow();
        provider.refresh(spa, refresh);

        assertThat(grants.find(spa, refresh.reveal())).isEmpty();
    }

    /** O16. */
    @Test
    void areNotThoseOfAnotherClient() {
        IssuedTokens tokens = provider.tokens(session, web);
        RegisteredClient other = provider.clients.put("other", Traits.WEB);

        assertThat(grants.find(other, tokens.accessToken().reveal())).isEmpty();
        assertThat(grants.find(other, tokens.refreshToken().orElseThrow().reveal()))
                .isEmpty();
        assertThat(grants.find(web, tokens.accessToken().reveal())).isPresent();
    }

    @Test
    void doNotCountAsUse() {
        IssuedTokens tokens = provider.tokens(session, web);
        provider.clock.pass(Duration.ofMinutes(9));
        assertThat(isValid(tokens)).isTrue();
        assertThat(grants.find(web, tokens.refreshToken().orElseThrow().reveal()))
                .isPresent();
        provider.clock.pass(Duration.ofMinutes(21));

        refused(() -> provider.refresh(web, tokens.refreshToken().orElseThrow()));
    }

    @Test
    void endAloneWhenAnAccessTokenIsRevoked() {
        IssuedTokens tokens = provider.tokens(session, web);
        grants.revoke(web, tokens.accessToken().reveal());

        assertThat(isValid(tokens)).isFalse();
        assertThat(isValid(provider.refresh(web, tokens.refreshToken().orElseThrow())))
                .isTrue();
        assertThat(provider.revocations())
                .extracting(AuditEvent::note)
                .containsExactly("grafana: access token revoked by the client");
    }

    @Test
    void endTogetherWhenARefreshTokenIsRevoked() {
        IssuedTokens other = provider.tokens(session, web);
        IssuedTokens tokens = provider.tokens(session, web);
        IssuedTokens next = provider.refresh(web, tokens.refreshToken().orElseThrow());
        grants.revoke(web, tokens.refreshToken().orElseThrow().reveal());

        assertThat(isValid(tokens)).isFalse();
        assertThat(isValid(next)).isFalse();
        refused(() -> provider.refresh(web, tokens.refreshToken().orElseThrow()));
        assertThat(isValid(other)).isTrue();
        grants.revoke(web, tokens.refreshToken().orElseThrow().reveal());
        assertThat(provider.revocations())
                .extracting(AuditEvent::actor, AuditEvent::user, AuditEvent::note)
                .containsExactly(tuple(Actor.APPLICATION, "ann", "grafana: revoked by the client"));
    }

    @Test
    void endWhenARefreshTokenIsRevokedThatHasASuccessor() {
        Token refresh = provider.tokens(session, spa).refreshToken().orElseThrow();
        IssuedTokens next = provider.refresh(spa, refresh);
        grants.revoke(spa, refresh.reveal());

        assertThat(isValid(next)).isFalse();
        refused(() -> provider.refresh(spa, next.refreshToken().orElseThrow()));
    }

    @Test
    void areNotRevokedByAnotherClient() {
        IssuedTokens tokens = provider.tokens(session, web);
        RegisteredClient other = provider.clients.put("other", Traits.WEB);
        grants.revoke(other, tokens.accessToken().reveal());
        grants.revoke(other, tokens.refreshToken().orElseThrow().reveal());
        grants.revoke(other, "x");

        assertThat(isValid(tokens)).isTrue();
        assertThat(isValid(provider.refresh(web, tokens.refreshToken().orElseThrow())))
                .isTrue();
    }

    @Test
    void areSweptWhenTheyHaveExpired() {
        Token browser = Token.random();
        provider.requests.save(web.id(), "{}", browser);
        String code = provider.code(session, web);
        provider.redeem(web, code);
        try (var sweeper = new GrantSweeper(provider.rows, provider.clock)) {
            provider.clock.pass(Duration.ofMinutes(10));
            sweeper.sweep();
            assertThat(counts()).isEqualTo("1 1 1");
            refused(() -> provider.redeem(web, code));
            assertThat(counts()).as("the code was recognised").isEqualTo("1 1 0");
            provider.clock.pass(Duration.ofMinutes(10));
            sweeper.sweep();
            assertThat(counts()).isEqualTo("0 0 0");
        }
    }

    @Test
    void areSweptAtTheLatestEndOfTheirSession() {
        provider.tokens(session, web);
        try (var sweeper = new GrantSweeper(provider.rows, provider.clock)) {
            provider.clock.pass(Duration.ofHours(12).minusMillis(1));
            sweeper.sweep();
            assertThat(counts()).isEqualTo("0 0 1");
            provider.clock.pass(Duration.ofMillis(1));
            sweeper.sweep();
            assertThat(counts()).isEqualTo("0 0 0");
        }
    }

    private String counts() {
        return provider.count("saoma_oidc_request") + " " + provider.count("saoma_oidc_code") + " "
                + provider.count("saoma_oidc_token");
    }

    @Test
    void haveNoTextThatShowsThem() {
        IssuedTokens tokens = provider.tokens(session, web);

        assertThat(tokens.toString() + Optional.of(tokens))
                .doesNotContain(tokens.accessToken().reveal());
    }
}
