package dev.saoma.demo.site;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Organisations by the nicknames of their members, which a test can set before a user exists. */
final class Memberships implements OrganizationDirectory {
    private final Map<String, List<String>> byNickname = new ConcurrentHashMap<>();
    private volatile UserDirectory users = UserDirectory.none();

    void keptFor(UserDirectory directory) {
        users = directory;
    }

    void belongs(String nickname, List<String> organizations) {
        byNickname.put(nickname, organizations);
    }

    @Override
    public List<Corp> of(UserId user) {
        return users
                .find(user)
                .flatMap(found -> Optional.ofNullable(found.nicknameOrNull()))
                .map(nickname -> byNickname.getOrDefault(nickname, List.of()))
                .orElse(List.of())
                .stream()
                .sorted()
                .map(name -> new Corp(new CorpId("c_" + Integer.toHexString(name.hashCode())), name))
                .toList();
    }
}
