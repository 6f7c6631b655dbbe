package dev.saoma.server.operation;

import dev.saoma.server.doctor.RunningDoctor;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.EffectiveSetting;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/doctor}, {@code /api/admin/settings} and {@code /api/admin/nodes}. */
public final class OperationHandlers {
    private static final String DOCTOR = "/api/admin/doctor";

    private final Operations operations;

    private OperationHandlers(Operations operations) {
        this.operations = operations;
    }

    /** Returns the routes. */
    public static List<Route> routes(Operations operations) {
        var handlers = new OperationHandlers(operations);
        return List.of(
                Route.plain("GET", DOCTOR, Guard.OPERATOR, ResponseKind.API, handlers::examination),
                Route.plain("POST", DOCTOR, Guard.OPERATOR, ResponseKind.API, handlers::examine),
                Route.plain("GET", "/api/admin/settings", Guard.VIEWER, ResponseKind.API, handlers::settings),
                Route.plain("GET", "/api/admin/nodes", Guard.VIEWER, ResponseKind.API, handlers::nodes));
    }

    private record ExaminationView(@Nullable Instant at, boolean isRunning, List<FindingView> findings) {
        static ExaminationView of(RunningDoctor.State state) {
            return new ExaminationView(
                    state.at().orElse(null),
                    state.isRunning(),
                    state.findings().stream().map(FindingView::of).toList());
        }
    }

    private Response examination(RoutedRequest call) {
        return Response.json(200, ExaminationView.of(operations.doctor().state()));
    }

    private Response examine(RoutedRequest call) {
        Duration wait = operations.doctor().start();
        if (!wait.isZero()) {
            throw RequestErrors.rateLimited("examinations of this node", wait);
        }
        return Response.json(202, ExaminationView.of(operations.doctor().state()));
    }

    private Response settings(RoutedRequest call) {
        return Response.json(
                200,
                operations.settings().stream()
                        .flatMap(OperationHandlers::settings)
                        .toList());
    }

    private static Stream<Map<String, Object>> settings(Configuration configuration) {
        return Stream.concat(
                configuration.effective().stream().map(OperationHandlers::setting),
                configuration.strayVariables().stream().map(OperationHandlers::stray));
    }

    private static Map<String, Object> setting(EffectiveSetting setting) {
        var view = new LinkedHashMap<String, Object>();
        view.put("key", setting.key());
        view.put("value", setting.value());
        view.put("default", setting.byDefault());
        view.put("source", setting.source().text());
        view.put("where", setting.where());
        view.put("isSecret", setting.isSecret());
        view.put("isSet", setting.isSet());
        view.put("isKnown", true);
        return view;
    }

    /** Returns a variable that looks like a setting and is none; its value may be a secret. */
    private static Map<String, Object> stray(String variable) {
        var view = new LinkedHashMap<String, Object>();
        view.put("key", variable);
        view.put("value", Optional.empty());
        view.put("default", Optional.empty());
        view.put("source", EffectiveSetting.Source.ENVIRONMENT.text());
        view.put("where", variable);
        view.put("isSecret", true);
        view.put("isSet", true);
        view.put("isKnown", false);
        return view;
    }

    private Response nodes(RoutedRequest call) {
        Nodes.Seen seen = operations.nodes().seen();
        return Response.json(
                200,
                seen.nodes().stream()
                        .map(node -> node(node, seen.isAlive(node)))
                        .toList());
    }

    private static Map<String, Object> node(NodeStatus node, boolean isAlive) {
        NodeStatus.Report report = node.report();
        var view = new LinkedHashMap<String, Object>();
        view.put("node", node.node());
        view.put("host", node.host());
        view.put("version", node.version());
        view.put("startedAt", node.startedAt());
        view.put("seenAt", report.seenAt());
        view.put("isAlive", isAlive);
        view.put("health", report.health());
        view.put("database", report.store());
        view.put("clockDifferenceMs", report.clockMs());
        view.put("isClockOff", report.isClockOff());
        view.put("elementStamp", report.elementStamp());
        view.put("missingVariables", report.missingVariables());
        return view;
    }
}
