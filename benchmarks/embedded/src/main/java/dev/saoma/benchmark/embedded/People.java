package dev.saoma.benchmark.embedded;

import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The application's users, kept in a map as in the peers. */
final class People implements UserDirectory {
    private final Map<UserId, User> byId = new ConcurrentHashMap<>();

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        var id = new UserId("person-" + onceKey.value().substring(0, 16));
        byId.putIfAbsent(id, new User(id, profile.nickname(), profile.avatarOrNull(), true));
        return id;
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return false;
    }
}
