package dev.saoma.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.secret.TokenHash;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directories that {@link UserDirectory} makes of functions. */
class UserDirectoryTest {
    private static final TokenHash ONCE = TokenHash.of("once");
    private static final UserId SEVEN = UserId.of(7);

    private final FunctionalUserDirectory numbers =
            UserDirectory.ofLong(id -> Optional.of(User.of(id, "user " + id)), profile -> 42);

    @Test
    void findsAndCreatesByNumber() {
        assertThat(numbers.find(SEVEN)).contains(new User(SEVEN, "user 7", null, true));
        assertThat(numbers.create(Profile.EMPTY, ONCE)).isEqualTo(new UserId("42"));
        assertThat(numbers.create(Profile.EMPTY, ONCE).asLong()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "+7", "7 ", "seven", "9223372036854775808", "-0"})
    void asksForNoOtherSpellingOfANumber(String id) {
        assertThat(numbers.find(new UserId(id))).isEmpty();
        assertThatThrownBy(() -> new UserId(id).asLong()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsAndCreatesByText() {
        UserDirectory texts = UserDirectory.of(
                id -> Optional.of(User.of(id, null).withActive(false).withAvatar("https://a.example/1")),
                Profile::nickname);

        assertThat(texts.find(new UserId("ann")))
                .contains(new User(new UserId("ann"), null, "https://a.example/1", false));
        assertThat(texts.create(new Profile("bob", null), ONCE)).isEqualTo(new UserId("bob"));
    }

    @Test
    void keepsTheLastWeChatUnlessThereIsAnotherLogin() {
        FunctionalUserDirectory passwords = numbers.withOtherLogin(SEVEN::equals);

        assertThat(numbers.bindingsAreTheOnlyWayIn()).isTrue();
        assertThat(numbers.canSignInWithout(SEVEN, null)).isFalse();
        assertThat(passwords.bindingsAreTheOnlyWayIn()).isFalse();
        assertThat(passwords.canSignInWithout(SEVEN, null)).isTrue();
        assertThat(passwords.canSignInWithout(UserId.of(8), null)).isFalse();
    }

    @Test
    void runsEachCallInsideTheScope() {
        var inside = new ArrayList<String>();
        UserDirectory scoped = numbers.withOtherLogin(id -> true).around(call -> {
            inside.add("begin");
            call.run();
            inside.add("end");
        });

        scoped.find(SEVEN);
        scoped.create(Profile.EMPTY, ONCE);
        scoped.canSignInWithout(SEVEN, null);
        scoped.update(SEVEN, Profile.EMPTY);

        assertThat(inside).hasSize(8).startsWith("begin", "end", "begin");
        assertThat(scoped.bindingsAreTheOnlyWayIn()).isFalse();
    }

    @Test
    void passesAnExceptionOutOfTheScopeAndNeedsTheCall() {
        UserDirectory broken = UserDirectory.of(
                        id -> {
                            throw new IllegalStateException("away");
                        },
                        profile -> "")
                .around(Runnable::run);

        assertThatThrownBy(() -> broken.find(SEVEN)).hasMessage("away");
        assertThatThrownBy(() -> numbers.around(call -> {}).find(SEVEN)).hasMessageContaining("did not run the call");
    }
}
