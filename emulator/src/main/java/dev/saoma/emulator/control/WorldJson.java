package dev.saoma.emulator.control;

import dev.saoma.emulator.world.Account;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import dev.saoma.emulator.world.Named;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.UserStatus;
import dev.saoma.emulator.world.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The world as JSON, the same in the control API and in a state file. */
public final class WorldJson {

    static final Set<String> ACCOUNT = Set.of("id", "name");
    static final Set<String> APP =
            Set.of("appid", "secret", "name", "account", "callbackDomain", "allowPorts", "type", "status");
    static final Set<String> USER = Set.of("id", "nickname", "avatar", "unionid", "status");
    static final Set<String> STATE = Set.of("accounts", "apps", "users");

    private static final JsonMapper JSON = new JsonMapper();

    private WorldJson() {}

    /** The state as indented JSON text. */
    public static String write(WorldState state) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state(state)) + "\n";
    }

    /**
     * The state that this text holds.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static WorldState read(String text) {
        try {
            return state(Fields.of("the state", JSON.readTree(text), STATE));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the state is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static ObjectNode state(WorldState state) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode accounts = node.putArray("accounts");
        state.accounts().forEach(account -> accounts.add(account(account)));
        ArrayNode apps = node.putArray("apps");
        state.apps().forEach(app -> apps.add(app(app)));
        ArrayNode users = node.putArray("users");
        state.users().forEach(user -> users.add(user(user)));
        return node;
    }

    static WorldState state(Fields fields) {
        return new WorldState(
                list(fields, "accounts", node -> account(Fields.of("an account", node, ACCOUNT))),
                list(fields, "apps", node -> app(Fields.of("an app", node, APP))),
                list(fields, "users", node -> user(Fields.of("a user", node, USER))));
    }

    private static <T> List<T> list(Fields fields, String name, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        JsonNode nodes = fields.find(name)
                .filter(JsonNode::isArray)
                .orElseThrow(() -> new IllegalArgumentException("the state needs " + name + ", a list."));
        nodes.forEach(node -> values.add(read.apply(node)));
        return values;
    }

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
