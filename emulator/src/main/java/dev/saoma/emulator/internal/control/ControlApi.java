package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.fault.Order;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.internal.http.Route;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.journal.Entry;
import dev.saoma.emulator.world.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of the control API. A response is an object or a list of objects. Errors: 400 for wrong input, 404 for an
 * unknown id, 409 for a step out of order, each {@code {"error":"sentence"}}.
 */
public final class ControlApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final Platform platform;

    private ControlApi(Platform platform) {
        this.platform = platform;
    }

    /**
     * Returns the routes for a platform.
     *
     * @param allowedOrigins origins whose pages may call the API, besides the emulator's own
     */
    public static List<Route> routes(Platform platform, Set<String> allowedOrigins) {
        Guard guard = new Guard(allowedOrigins);
        List<Route> routes = new ArrayList<>(new ControlApi(platform).ownRoutes(guard));
        routes.addAll(new WorldControl(platform.world()).routes(guard));
        routes.addAll(new QrControl(platform).routes(guard));
        routes.addAll(new SettingControl(platform.settings()).routes(guard));
        routes.addAll(new StateControl(platform).routes(guard));
        return routes;
    }

    private List<Route> ownRoutes(Guard guard) {
        return List.of(
                Route.get("/_emulator/clock", guard.around(call -> now())),
                Route.of(Set.of("POST"), "/_emulator/clock", guard.around(this::moveClock)),
                Route.of(Set.of("DELETE"), "/_emulator/clock", guard.around(this::stopMoving)),
                Route.get("/_emulator/requests", guard.around(this::requests)),
                Route.of(Set.of("POST"), "/_emulator/reset", guard.around(this::reset)),
                Route.get("/_emulator/faults", guard.around(this::faults)),
                Route.of(Set.of("POST"), "/_emulator/faults", guard.around(this::order)),
                Route.of(Set.of("DELETE"), "/_emulator/faults", guard.around(this::clearFaults)));
    }

    private Optional<JsonNode> now() {
        return Optional.of(
                JSON.createObjectNode().put("now", platform.clock().instant().toString()));
    }

    private Optional<JsonNode> moveClock(Call call) {
        Fields fields = Fields.of(call, Set.of("advance", "set"));
        Optional<JsonNode> advance = fields.find("advance");
        Optional<String> set = fields.findText("set");
        if (advance.isPresent() == set.isPresent()) {
            throw new IllegalArgumentException("the body needs either advance or set.");
        }
        try {
            if (set.isPresent()) {
                platform.setClock(Instant.parse(set.get()));
            } else if (advance.get().isNumber()) {
                platform.advanceClock(
                        Duration.ofSeconds(fields.findNumber("advance").orElse(0L)));
            } else {
                platform.advanceClock(Duration.parse(fields.text("advance")));
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "advance is seconds or a duration such as PT10M; set is a time such as 2026-11-22T00:00:00Z.", e);
        }
        return now();
    }

    private Optional<JsonNode> stopMoving(Call call) {
        platform.resetClock();
        return now();
    }

    private Optional<JsonNode> requests(Call call) {
        ArrayNode list = JSON.createArrayNode();
        platform.journal().list(Limit.of(call, 100)).forEach(entry -> list.add(json(entry)));
        return Optional.of(list);
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode node = JSON.createObjectNode()
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("method", entry.method())
                .put("path", entry.path());
        ObjectNode query = node.putObject("query");
        entry.query().forEach(query::put);
        node.put("answer", entry.answer());
        entry.explanation().ifPresent(explanation -> node.set("explanation", json(explanation)));
        return node;
    }

    private static ObjectNode json(Explanation explanation) {
        return JSON.createObjectNode()
                .put("reason", explanation.reason())
                .put("received", explanation.received())
                .put("expected", explanation.expected());
    }

    private Optional<JsonNode> reset(Call call) {
        Fields.of(call, Set.of());
        platform.reset();
        return Optional.empty();
    }

    private Optional<JsonNode> faults(Call call) {
        ArrayNode list = JSON.createArrayNode();
        platform.faults().list().forEach(order -> list.add(FaultJson.write(order)));
        return Optional.of(list);
    }

    private Optional<JsonNode> order(Call call) {
        Order order = FaultJson.read(Fields.of(call, FaultJson.FIELDS));
        platform.faults().add(order);
        return Optional.of(FaultJson.write(order));
    }

    private Optional<JsonNode> clearFaults(Call call) {
        call.query()
                .find("endpoint")
                .map(label -> Named.of(Target.class, "endpoint", label))
                .ifPresentOrElse(platform.faults()::clear, platform.faults()::clear);
        return Optional.empty();
    }
}
