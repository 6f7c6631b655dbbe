package dev.saoma.identity;

import dev.saoma.secret.TokenHash;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A directory of two functions, from {@link UserDirectory#of} or {@link UserDirectory#ofLong}. */
public final class FunctionalUserDirectory implements UserDirectory {
    private final Function<UserId, Optional<User>> find;
    private final Function<Profile, UserId> create;
    private final Optional<Predicate<UserId>> otherLogin;

    FunctionalUserDirectory(
            Function<UserId, Optional<User>> find,
            Function<Profile, UserId> create,
            Optional<Predicate<UserId>> otherLogin) {
        this.find = find;
        this.create = create;
        this.otherLogin = otherLogin;
    }

    /**
     * Returns the same directory, in which some users can sign in without WeChat.
     *
     * @param otherLogin whether a user can sign in another way, such as by a password; then the last WeChat can be unbound
     */
    public FunctionalUserDirectory withOtherLogin(Predicate<UserId> otherLogin) {
        return new FunctionalUserDirectory(find, create, Optional.of(otherLogin));
    }

    @Override
    public Optional<User> find(UserId id) {
        return find.apply(id);
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        return create.apply(profile);
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return otherLogin.filter(other -> other.test(user)).isPresent();
    }

    @Override
    public boolean bindingsAreTheOnlyWayIn() {
        return otherLogin.isEmpty();
    }
}
