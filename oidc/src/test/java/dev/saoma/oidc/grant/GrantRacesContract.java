package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.oidc.Runners;
import dev.saoma.oidc.TestProvider;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.store.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls that meet, half of them on another node. */
@Tag("races")
abstract class GrantRacesContract extends GrantContract {
    private static final int ROUNDS = Integer.getInteger("saoma.races", 10);

    GrantRacesContract(Function<Path, Database> databases) {
        super(databases);
    }

    /** O8. */
    @Test
    void aCodeIsExchangedOnce() throws Exception {
        try (var runners = new Runners(16);
                TestProvider other = provider.otherNode()) {
            for (int round = 0; round < ROUNDS; round++) {
                String code = provider.code(session, web);
                List<Object> ends = runners.run(i -> (i % 2 == 0 ? provider : other).redeem(web, code));

                List<IssuedTokens> won = won(ends);
                assertThat(won).as("round " + round).hasSize(1);
                assertThat(refused(ends)).isEqualTo(15);
                refused(() -> provider.redeem(web, code));
                assertThat(isValid(won.get(0))).isFalse();
            }
        }
    }

    /** O11. */
    @Test
    void aRotatingTokenHasOneSuccessor() throws Exception {
        try (var runners = new Runners(32);
                TestProvider other = provider.otherNode()) {
            Token token = provider.tokens(session, spa).refreshToken().orElseThrow();
            for (int round = 0; round < ROUNDS; round++) {
                Token current = token;
                List<IssuedTokens> won = won(runners.run(i -> (i % 2 == 0 ? provider : other).refresh(spa, current)));

                assertThat(won).as("round " + round).hasSize(32);
                Set<Token> successors = won.stream()
                        .map(tokens -> tokens.refreshToken().orElseThrow())
                        .collect(Collectors.toSet());
                assertThat(successors).hasSize(1);
                assertThat(won.stream().map(IssuedTokens::accessToken).distinct())
                        .hasSize(32);
                token = successors.iterator().next();
            }
            assertThat(provider.revocations()).isEmpty();
        }
    }

    @Test
    void codesOfOneSessionHaveOneGrant() throws Exception {
        try (var runners = new Runners(8)) {
            for (int round = 0; round < ROUNDS; round++) {
                Session one = provider.signIn("user" + round);
                List<Object> ends = runners.run(i -> provider.tokens(one, web));

                assertThat(won(ends).stream().map(tokens -> tokens.grant().id()).distinct())
                        .hasSize(1);
                assertThat(won(ends)).hasSize(8).allMatch(this::isValid);
            }
        }
    }

    @Test
    void noScopeOfAGrantIsLost() throws Exception {
        try (var runners = new Runners(8)) {
            for (int round = 0; round < ROUNDS; round++) {
                Session one = provider.signIn("user" + round);
                provider.code(one, web);
                runners.run(i -> grants.issueCode(one, TestProvider.request(web, "openid", "scope" + i))
                        .isPresent());

                assertThat(provider.tokens(one, web).grant().scope())
                        .as("round " + round)
                        .hasSize(10);
            }
        }
    }

    @Test
    void nothingLivesAfterARevocationThatMeetsRefreshes() throws Exception {
        try (var runners = new Runners(8)) {
            for (int round = 0; round < ROUNDS; round++) {
                Token token = provider.tokens(session, web).refreshToken().orElseThrow();
                List<Object> ends = runners.run(i -> i > 0 ? provider.refresh(web, token) : revoke(token));

                assertThat(won(ends)).as("round " + round).noneMatch(this::isValid);
                refused(() -> provider.refresh(web, token));
            }
        }
    }

    private Object revoke(Token token) {
        grants.revoke(web, token.reveal());
        return "revoked";
    }

    @Test
    void nothingLivesAfterAnOldTokenThatMeetsRefreshes() throws Exception {
        try (var runners = new Runners(4)) {
            for (int round = 0; round < ROUNDS; round++) {
                Token first = provider.tokens(session, spa).refreshToken().orElseThrow();
                Token second = provider.refresh(spa, first).refreshToken().orElseThrow();
                Token third = provider.refresh(spa, second).refreshToken().orElseThrow();
                List<Object> ends = runners.run(i -> provider.refresh(spa, i == 0 ? first : third));

                assertThat(ends.get(0)).isInstanceOf(OAuthException.class);
                for (IssuedTokens tokens : won(ends)) {
                    assertThat(isValid(tokens)).as("round " + round).isFalse();
                    refused(() -> provider.refresh(spa, tokens.refreshToken().orElseThrow()));
                }
            }
        }
    }

    @Test
    void nothingLivesAfterALogout() throws Exception {
        try (var runners = new Runners(6)) {
            for (int round = 0; round < ROUNDS; round++) {
                Token secret = Token.random();
                Session one = provider.signIn("ann", secret, null);
                String code = provider.code(one, web);
                Token token = provider.tokens(one, web).refreshToken().orElseThrow();
                List<Object> ends = runners.run(i -> switch (i) {
                    case 0 -> end(secret);
                    case 1 -> provider.redeem(web, code);
                    case 2 ->
                        grants.issueCode(one, TestProvider.request(spa))
                                .map(Token::reveal)
                                .orElse("none");
                    default -> provider.refresh(web, token);
                });

                assertThat(won(ends)).as("round " + round).noneMatch(this::isValid);
                refused(() -> provider.redeem(web, code));
                refused(() -> provider.redeem(spa, (String) ends.get(2)));
                refused(() -> provider.refresh(web, token));
            }
        }
    }

    /** An event that is written while its user is erased would keep the identifier. */
    @Test
    void nothingNamesAUserWhoIsErased() throws Exception {
        try (var runners = new Runners(4)) {
            for (int round = 0; round < ROUNDS; round++) {
                String user = "erased" + round;
                Session one = provider.signIn(user);
                String used = provider.code(one, web);
                IssuedTokens tokens = provider.redeem(web, used);
                String code = provider.code(one, web);
                List<Object> ends = runners.run(i -> switch (i) {
                    case 0 -> provider.app.personalData().erase(one.user());
                    case 1 -> provider.redeem(web, code);
                    case 2 -> provider.redeem(web, used);
                    default -> revoked(tokens);
                });

                assertThat(won(ends)).as("round " + round).noneMatch(this::isValid);
                assertThat(provider.trail())
                        .as("round " + round)
                        .noneMatch(event -> event.user().equals(user)
                                || event.actor().name().equals("user:" + user));
            }
        }
    }

    private Object revoked(IssuedTokens tokens) {
        grants.revoke(web, tokens.accessToken().reveal());
        return "revoked";
    }

    private Object end(Token secret) {
        provider.app.sessions().end(secret);
        return "ended";
    }

    private static List<IssuedTokens> won(List<Object> ends) {
        assertThat(ends).noneMatch(end -> end instanceof Throwable && !(end instanceof OAuthException));
        return ends.stream()
                .filter(IssuedTokens.class::isInstance)
                .map(IssuedTokens.class::cast)
                .toList();
    }

    private static long refused(List<Object> ends) {
        return ends.stream().filter(OAuthException.class::isInstance).count();
    }
}
