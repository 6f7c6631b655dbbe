package dev.saoma.identity;

import dev.saoma.secret.TokenHash;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs each call of a directory inside a scope of the application. */
record ScopedUserDirectory(UserDirectory directory, Consumer<Runnable> scope) implements UserDirectory {

    @Override
    public Optional<User> find(UserId id) {
        return within(() -> directory.find(id));
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        return within(() -> directory.create(profile, onceKey));
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return within(() -> directory.canSignInWithout(user, binding));
    }

    @Override
    public boolean bindingsAreTheOnlyWayIn() {
        return directory.bindingsAreTheOnlyWayIn();
    }

    @Override
    public boolean keepsProfiles() {
        return directory.keepsProfiles();
    }

    @Override
    public void update(UserId user, Profile profile) {
        scope.accept(() -> directory.update(user, profile));
    }

    private <T> T within(Supplier<T> call) {
        var result = new AtomicReference<@Nullable T>();
        scope.accept(() -> result.set(call.get()));
        @Nullable T given = result.get();
        if (given == null) {
            throw new IllegalStateException("the scope given to UserDirectory.around did not run the call");
        }
        return given;
    }
}
