package dev.saoma.oidc.token;

import dev.saoma.App;
import dev.saoma.error.ApplicationFault;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.Grant;
import dev.saoma.oidc.grant.Subject;
import dev.saoma.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The claims about a user, for ID tokens and userinfo, read from the directories at each call. A claim without a value is left out.
 * Thread-safe.
 */
public final class UserClaims {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_GROUPS = 100;

    private final App app;
    private final Store store;
    private final RegisteredClients clients;
    private final ClaimSource source;

    public UserClaims(App app, Store store, RegisteredClients clients, ClaimSource source) {
        this.app = app;
        this.store = store;
        this.clients = clients;
        this.source = source;
    }

    /** Returns {@code sub} and the claims of the scopes. */
    public Map<String, Object> of(Grant grant, Set<String> scope, RegisteredClient client) {
        var claims = new LinkedHashMap<String, Object>();
        String subject = Subject.of(grant.session().user(), clients).value();
        claims.put("sub", subject);
        if (scope.contains("profile")) {
            ApplicationFault.named(
                            "UserDirectory.find",
                            () -> app.users().find(grant.session().user()))
                    .ifPresent(user -> addProfile(claims, subject, user));
        }
        addOrganizations(claims, grant, scope);
        if (scope.contains("wechat")) {
            long id = grant.session().authId();
            store.lookUp(tx -> tx.auths().byId(id)).ifPresent(row -> addIdentity(claims, row));
        }
        // Clients tell users apart by Saoma's claims, so the application's replace none of them.
        ApplicationFault.named(
                        "ClaimSource", () -> source.claims(grant.session().user(), scope))
                .forEach(claims::putIfAbsent);
        if (client.tokens().placeholderEmail() && claims.putIfAbsent("email", placeholder(subject, client)) == null) {
            claims.put("email_verified", false);
        }
        return claims;
    }

    private static String placeholder(String subject, RegisteredClient client) {
        return subject + "@" + client.id() + ".invalid";
    }

    /** The user id is the user name: nicknames are chosen freely and are not unique. */
    private static void addProfile(Map<String, Object> claims, String subject, User user) {
        claims.put("preferred_username", subject);
        Optional.ofNullable(user.nicknameOrNull())
                .map(UserClaims::plain)
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> claims.put("name", name));
        Optional.ofNullable(user.avatarOrNull())
                .filter(avatar -> avatar.startsWith("https://"))
                .ifPresent(avatar -> claims.put("picture", avatar));
    }

    /** Removes control, format and direction characters. */
    private static String plain(String name) {
        return name.codePoints()
                .filter(point -> !isInvisible(point))
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private void addOrganizations(Map<String, Object> claims, Grant grant, Set<String> scope) {
        if (!scope.contains("corp") && !scope.contains("groups")) {
            return;
        }
        List<Corp> corps = ApplicationFault.named(
                "OrganizationDirectory.of",
                () -> app.organizations().of(grant.session().user()));
        if (scope.contains("corp")) {
            grant.session().corp().flatMap(chosen -> member(corps, chosen)).ifPresent(corp -> {
                claims.put("corp_id", corp.id().value());
                claims.put("corp_name", corp.name());
            });
        }
        if (scope.contains("groups")) {
            claims.put(
                    "groups",
                    corps.stream()
                            .map(corp -> corp.id().value())
                            .limit(MOST_GROUPS)
                            .toList());
        }
    }

    /** Returns the organisation as it is named now. */
    private static Optional<Corp> member(List<Corp> corps, Corp chosen) {
        return corps.stream().filter(corp -> corp.id().equals(chosen.id())).findFirst();
    }

    private static void addIdentity(Map<String, Object> claims, WeChatAuth row) {
        claims.put("wechat_openid", row.openId().value());
        row.unionId().ifPresent(unionId -> claims.put("wechat_unionid", unionId.value()));
        claims.put("wechat_appid", row.appId().value());
        claims.put("wechat_open_platform", row.account().value());
    }
}
