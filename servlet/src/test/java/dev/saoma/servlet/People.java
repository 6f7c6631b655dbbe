package dev.saoma.servlet;

import dev.saoma.identity.Corp;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The application's users and organisations, in memory. */
final class People implements UserDirectory, OrganizationDirectory {
    private final Map<UserId, User> users = new ConcurrentHashMap<>();
    private final Map<TokenHash, UserId> made = new ConcurrentHashMap<>();
    final Map<UserId, List<Corp>> corps = new ConcurrentHashMap<>();
    final Set<UserId> disabled = new HashSet<>();
    volatile boolean otherWayIn = true;
    volatile @Nullable RuntimeException refusal;

    @Override
    public Optional<User> find(UserId id) {
        RuntimeException thrown = refusal;
        if (thrown != null) {
            throw thrown;
        }
        return Optional.ofNullable(users.get(id))
                .map(user -> new User(id, user.nicknameOrNull(), user.avatarOrNull(), !disabled.contains(id)));
    }

    @Override
    public synchronized UserId create(Profile profile, TokenHash onceKey) {
        return made.computeIfAbsent(onceKey, key -> {
            var id = new UserId("u" + (made.size() + 1));
            users.put(id, new User(id, profile.nickname(), profile.avatarOrNull(), true));
            return id;
        });
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return otherWayIn;
    }

    @Override
    public List<Corp> of(UserId user) {
        return corps.getOrDefault(user, List.of());
    }
}
