package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.world.Account;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import dev.saoma.emulator.world.Named;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.UserStatus;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, apps and users as JSON, the same in the control API and in a state file. */
final class WorldJson {

    static final Set<String> ACCOUNT = Set.of("id", "name");
    static final Set<String> APP =
            Set.of("appid", "secret", "name", "account", "callbackDomain", "allowPorts", "type", "status");
    static final Set<String> USER = Set.of("id", "nickname", "avatar", "unionid", "status");

    private static final JsonMapper JSON = new JsonMapper();

    private WorldJson() {}

    static ObjectNode account(Account account) {
        return JSON.createObjectNode().put("id", account.id()).put("name", account.name());
    }

    static Account account(Fields fields) {
        return new Account(fields.text("id"), fields.text("name", fields.text("id")));
    }

    static ObjectNode app(App app) {
        return JSON.createObjectNode()
                .put("appid", app.appid())
                .put("secret", app.secret())
                .put("name", app.name())
                .put("account", app.account())
                .put("callbackDomain", app.callbackDomain())
                .put("allowPorts", app.allowPorts())
                .put("type", app.type().label())
                .put("status", app.status().label());
    }

    static App app(Fields fields) {
        String appid = fields.text("appid");
        return new App(
                appid,
                fields.text("secret"),
                fields.text("name", appid),
                fields.text("account", Sample.ACCOUNT),
                fields.text("callbackDomain", ""),
                fields.flag("allowPorts", false),
                Named.of(AppType.class, "type", fields.text("type", "website")),
                Named.of(AppStatus.class, "status", fields.text("status", "active")));
    }

    static ObjectNode user(User user) {
        return JSON.createObjectNode()
                .put("id", user.id())
                .put("nickname", user.nickname())
                .put("avatar", user.avatar())
                .put("unionid", user.unionid())
                .put("status", user.status().label());
    }

    static User user(Fields fields) {
        String id = fields.text("id");
        return new User(
                id,
                fields.text("nickname", id),
                fields.text("avatar", ""),
                fields.flag("unionid", true),
                Named.of(UserStatus.class, "status", fields.text("status", "active")));
    }
}
