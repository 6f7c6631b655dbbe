package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Route;
import dev.saoma.emulator.world.Account;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The routes of accounts, apps and users. */
final class WorldControl {

    private static final JsonMapper JSON = new JsonMapper();

    private final World world;

    WorldControl(World world) {
        this.world = world;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                Route.get(
                        "/_emulator/accounts",
                        guard.around(call -> list(world.accounts().stream()
                                .map(WorldJson::account)
                                .toList()))),
                Route.get(
                        "/_emulator/apps",
                        guard.around(call ->
                                list(world.apps().stream().map(WorldJson::app).toList()))),
                Route.get(
                        "/_emulator/users",
                        guard.around(call ->
                                list(world.users().stream().map(WorldJson::user).toList()))),
                Route.of(Set.of("POST"), "/_emulator/accounts", guard.around(this::putAccount)),
                Route.of(Set.of("POST"), "/_emulator/apps", guard.around(this::putApp)),
                Route.of(Set.of("POST"), "/_emulator/users", guard.around(this::putUser)),
                delete("/_emulator/accounts/{id}", guard, world::removeAccount),
                delete("/_emulator/apps/{id}", guard, world::removeApp),
                delete("/_emulator/users/{id}", guard, world::removeUser));
    }

    private static Optional<JsonNode> list(List<? extends JsonNode> nodes) {
        ArrayNode list = JSON.createArrayNode();
        nodes.forEach(list::add);
        return Optional.of(list);
    }

    private static Route delete(String pattern, Guard guard, Consumer<String> remove) {
        return Route.of(Set.of("DELETE"), pattern, guard.around(call -> {
            remove.accept(call.segment("id"));
            return Optional.empty();
        }));
    }

    private Optional<JsonNode> putAccount(Call call) {
        Account account = WorldJson.account(Fields.of(call, WorldJson.ACCOUNT));
        world.put(account);
        return Optional.of(WorldJson.account(account));
    }

    private Optional<JsonNode> putApp(Call call) {
        App app = WorldJson.app(Fields.of(call, WorldJson.APP));
        world.put(app);
        return Optional.of(WorldJson.app(app));
    }

    private Optional<JsonNode> putUser(Call call) {
        User user = WorldJson.user(Fields.of(call, WorldJson.USER));
        world.put(user);
        return Optional.of(WorldJson.user(user));
    }
}
