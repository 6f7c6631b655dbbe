package dev.saoma.oidc.grant;

import static dev.saoma.oidc.TestClients.REDIRECT;
import static dev.saoma.oidc.TestProvider.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.saoma.database.Database;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.TestProvider;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of authorization codes. */
abstract class CodeContract extends GrantContract {
    CodeContract(Function<Path, Database> databases) {
        super(databases);
    }

    @Test
    void isExchangedForTokens() {
        IssuedTokens tokens = provider.tokens(session, web);

        assertThat(tokens.scope()).containsExactly("openid", "profile");
        assertThat(tokens.nonce()).contains("nonce of this request");
        assertThat(tokens.accessLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(tokens.refreshToken()).isPresent();
        assertThat(tokens.grant().session()).isEqualTo(session);
        assertThat(tokens.grant().client()).isEqualTo(web.id());
        assertThat(tokens.grant().authTime()).isEqualTo(session.authenticatedAt());
        assertThat(isValid(tokens)).isTrue();
    }

    @Test
    void givesNoRefreshTokenToAClientThatIsNotToHaveOne() {
        RegisteredClient other = provider.clients.put("other", Traits.WEB.withoutRefresh());

        assertThat(provider.tokens(session, other).refreshToken()).isEmpty();
    }

    @Test
    void isNotIssuedForASessionThatHasEnded() {
        provider.store.write(tx -> tx.sessions().delete(session.secretHash()));

        assertThat(grants.issueCode(session, TestProvider.request(web))).isEmpty();
        assertThat(provider.count("saoma_oidc_grant")).isZero();
    }

    @Test
    void isNotIssuedForASessionThatRanOut() {
        provider.clock.pass(Duration.ofMinutes(30));

        assertThat(grants.issueCode(session, TestProvider.request(web))).isEmpty();
    }

    @Test
    void isAuditedAsALoginWhenItIsExchanged() {
        String code = provider.code(session, web);
        assertThat(provider.trail()).isEmpty();
        provider.redeem(web, code);
        IssuedTokens unused = provider.tokens(session, spa);

        assertThat(provider.trail())
                .extracting(AuditEvent::kind, AuditEvent::actor, AuditEvent::user, AuditEvent::note)
                .containsExactly(
                        tuple(AuditEvent.Kind.CLIENT_LOGIN, Actor.of(session.user()), "ann", "spa"),
                        tuple(AuditEvent.Kind.CLIENT_LOGIN, Actor.of(session.user()), "ann", "grafana"));
    }

    @Test
    void isStoredAsAHash() {
        String code = provider.code(session, web);
        IssuedTokens tokens = provider.redeem(web, code);
        List<String> hashes = provider.database.read(sql -> sql.list(
                "SELECT hash FROM saoma_oidc_code UNION ALL SELECT hash FROM saoma_oidc_token",
                row -> row.getString(1)));

        assertThat(hashes)
                .hasSize(3)
                .doesNotContain(
                        code,
                        tokens.accessToken().reveal(),
                        tokens.refreshToken().orElseThrow().reveal());
    }

    @Test
    void endsAfter60Seconds() {
        String code = provider.code(session, web);
        provider.clock.pass(Duration.ofSeconds(60));

        refused(() -> provider.redeem(web, code));
    }

    @Test
    void lastsAMillisecondLessThan60Seconds() {
        String code = provider.code(session, web);
        provider.clock.pass(Duration.ofSeconds(60).minusMillis(1));

        assertThat(isValid(provider.redeem(web, code))).isTrue();
    }

    @Test
    void joinsTheGrantOfTheSameClientAndSession() {
        IssuedTokens first = provider.tokens(session, web);
        Token second = grants.issueCode(session, TestProvider.request(web, "openid", "groups"))
                .orElseThrow();
        IssuedTokens tokens = provider.redeem(web, second.reveal());

        assertThat(tokens.grant().id()).isEqualTo(first.grant().id());
        assertThat(tokens.grant().scope()).containsExactly("groups", "openid", "profile");
        assertThat(tokens.scope()).containsExactly("groups", "openid");
        assertThat(provider.count("saoma_oidc_grant")).isEqualTo(1);
        assertThat(isValid(first)).isTrue();
    }

    @Test
    void takesOverANewTimeOfAuthentication() {
        provider.tokens(session, web);
        provider.clock.pass(Duration.ofMinutes(5));
        provider.store.write(tx -> tx.sessions().setAuthenticatedAt(session.secretHash(), provider.clock.instant()));

        assertThat(provider.tokens(session, web).grant().authTime()).isEqualTo(provider.clock.instant());
    }

    /** O6. */
    @Test
    void ofAnotherClientIsRefusedAndUsedUp() {
        RegisteredClient other = provider.clients.put("other", Traits.WEB);
        String code = provider.code(session, web);

        refused(() -> provider.redeem(other, code));
        refused(() -> provider.redeem(web, code));
        assertThat(provider.count("saoma_oidc_token")).isZero();
    }

    @Test
    void withAnotherRedirectAddressIsRefusedAndUsedUp() {
        for (String address : List.of(REDIRECT + "/", REDIRECT.toUpperCase(java.util.Locale.ROOT), "")) {
            String code = provider.code(session, web);

            refused(address, () -> grants.redeem(web, code, address, Optional.of(VERIFIER)));
            refused("again", () -> provider.redeem(web, code));
        }
    }

    /** O9. */
    @Test
    void withoutItsVerifierIsRefusedAndUsedUp() {
        for (Optional<String> verifier : List.of(
                Optional.<String>empty(),
                Optional.of(""),
                Optional.of("b".repeat(43)),
                Optional.of("a".repeat(42)),
                Optional.of(VERIFIER + "\n"),
                Optional.of(TestProvider.challenge(VERIFIER)))) {
            String code = provider.code(session, web);

            refused(verifier.toString(), () -> grants.redeem(web, code, REDIRECT, verifier));
            refused("again", () -> provider.redeem(web, code));
        }
    }

    /** O9. */
    @Test
    void withAVerifierOfWrongFormIsRefusedThoughItsHashIsRight() {
        for (String verifier : List.of("a".repeat(42), "a".repeat(129), "a".repeat(42) + "é", "a".repeat(42) + "=")) {
            String code = grants.issueCode(session, challenged(Optional.of(TestProvider.challenge(verifier))))
                    .orElseThrow()
                    .reveal();

            refused(verifier, () -> grants.redeem(web, code, REDIRECT, Optional.of(verifier)));
        }
    }

    /** O9. */
    @Test
    void withoutAChallengeRefusesAVerifier() {
        String code = grants.issueCode(session, challenged(Optional.empty()))
                .orElseThrow()
                .reveal();
        refused(() -> grants.redeem(web, code, REDIRECT, Optional.of(VERIFIER)));
        refused(() -> grants.redeem(web, code, REDIRECT, Optional.empty()));
    }

    @Test
    void withoutAChallengeIsExchangedWithoutAVerifier() {
        String code = grants.issueCode(session, challenged(Optional.empty()))
                .orElseThrow()
                .reveal();

        assertThat(isValid(grants.redeem(web, code, REDIRECT, Optional.empty())))
                .isTrue();
    }

    @Test
    void ofAPublicClientIsNeverExchangedWithoutAVerifier() {
        String code = grants.issueCode(
                        session, new CodeRequest(spa, REDIRECT, Set.of("openid"), Optional.empty(), Optional.empty()))
                .orElseThrow()
                .reveal();

        refused(() -> grants.redeem(spa, code, REDIRECT, Optional.empty()));
    }

    private CodeRequest challenged(Optional<String> challenge) {
        return new CodeRequest(web, REDIRECT, Set.of("openid"), challenge, Optional.empty());
    }

    /** O8. */
    @Test
    void thatIsRepeatedEndsWhatCameOfIt() {
        String code = provider.code(session, web);
        IssuedTokens tokens = provider.redeem(web, code);
        provider.clock.pass(Duration.ofMinutes(9));

        refused(() -> provider.redeem(web, code));
        assertThat(isValid(tokens)).isFalse();
        refused(() -> provider.refresh(web, tokens.refreshToken().orElseThrow()));
        assertThat(provider.revocations())
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(AuditEvent.Kind.TOKENS_REVOKED))
                .satisfies(event -> assertThat(event.user()).isEqualTo("ann"))
                .satisfies(event -> assertThat(event.note()).isEqualTo("grafana: code used twice"));
    }

    @Test
    void thatIsRepeatedEndsAlsoWhatWasRefreshed() {
        String code = provider.code(session, spa);
        IssuedTokens tokens = provider.redeem(spa, code);
        IssuedTokens next = provider.refresh(spa, tokens.refreshToken().orElseThrow());

        refused(() -> provider.redeem(spa, code));
        assertThat(isValid(next)).isFalse();
        refused(() -> provider.refresh(spa, next.refreshToken().orElseThrow()));
    }

    @Test
    void thatIsRepeatedLeavesTokensOfOtherCodes() {
        IssuedTokens other = provider.tokens(session, web);
        String code = provider.code(session, web);
        provider.redeem(web, code);
        refused(() -> provider.redeem(web, code));

        assertThat(isValid(other)).isTrue();
    }

    @Test
    void thatIsRepeatedIsAuditedOnce() {
        String code = provider.code(session, web);
        provider.redeem(web, code);
        refused(() -> provider.redeem(web, code));
        refused(() -> provider.redeem(web, code));

        assertThat(provider.revocations()).hasSize(1);
    }

    /** O7. */
    @Test
    void isNoTokenAndNoTokenIsACode() {
        Token browser = Token.random();
        String request = provider.requests.save(web.id(), "{}", browser).reveal();
        String code = provider.code(session, web);
        IssuedTokens tokens = provider.tokens(session, web);
        String access = tokens.accessToken().reveal();
        String refresh = tokens.refreshToken().orElseThrow().reveal();

        for (String other : List.of(access, refresh, request, browser.reveal(), "", "x", code + "0")) {
            refused(other, () -> provider.redeem(web, other));
        }
        for (String other : List.of(code, access, request, browser.reveal(), "", "x")) {
            refused(other, () -> grants.refresh(web, other, Optional.empty()));
        }
        for (String other : List.of(code, refresh, request, browser.reveal(), "", "x")) {
            assertThat(isValid(other)).as(other).isFalse();
        }
        for (String other : List.of(code, access, refresh)) {
            assertThat(provider.requests.take(Token.parse(other).orElseThrow(), browser))
                    .isFalse();
        }
        assertThat(isValid(provider.redeem(web, code))).isTrue();
        assertThat(isValid(access)).isTrue();
        assertThat(isValid(provider.refresh(web, tokens.refreshToken().orElseThrow())))
                .isTrue();
    }

    @Test
    void ofAClientThatWantsMembersIsRefusedToOthers() {
        RegisteredClient acme = provider.clients.put("acme-only", Traits.WEB.corps("acme"));
        String first = provider.code(session, acme);
        refused(() -> provider.redeem(acme, first));
        assertThat(provider.count("saoma_oidc_token")).isZero();

        provider.corps.put(session.user(), List.of(new Corp(new CorpId("acme"), "Acme")));
        assertThat(isValid(provider.tokens(session, acme))).isTrue();
    }

    @Test
    void ofADisabledUserIsRefusedAndEndsTheSession() {
        String code = provider.code(session, web);
        provider.disabled.add(session.user());

        refused(() -> provider.redeem(web, code));
        assertThat(provider.count("saoma_session")).isZero();
    }
}
