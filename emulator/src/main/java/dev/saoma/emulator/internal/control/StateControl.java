package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Route;
import dev.saoma.emulator.internal.platform.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET} and {@code PUT /_emulator/state}: the whole state. A PUT takes effect entirely or not at all. */
final class StateControl {

    private static final int MAX_BODY = 64 << 20;

    private final Platform platform;

    StateControl(Platform platform) {
        this.platform = platform;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/_emulator/state", guard.aroundBytes(call -> state())),
                new Route(Set.of("PUT"), "/_emulator/state", MAX_BODY, guard.aroundBytes(this::load)));
    }

    private Optional<byte[]> load(Call call) {
        platform.load(StateReader.read(call.body().stream()));
        return state();
    }

    private Optional<byte[]> state() {
        return Optional.of(StateJson.bytes(platform.state()));
    }
}
