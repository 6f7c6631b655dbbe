package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Endpoint;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks every control call. The API has no login, so a page of another origin must not reach it through the browser of
 * a developer who runs an emulator. Such a page always sends its Origin, and cannot send JSON without a preflight,
 * which is never answered. Calls from outside a browser have no Origin and pass.
 */
final class Guard {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String JSON_TYPE = "application/json";

    private final Set<String> allowedOrigins;

    Guard(Set<String> allowedOrigins) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * Returns an endpoint from a function that returns JSON, or nothing for 204, or throws an exception with a message.
     */
    Endpoint around(Function<Call, Optional<JsonNode>> function) {
        return aroundBytes(call -> function.apply(call).map(JSON::writeValueAsBytes));
    }

    /** The same with serialized JSON, for what would be too large as a tree. */
    Endpoint aroundBytes(Function<Call, Optional<byte[]>> function) {
        return Endpoint.of(call -> {
            Optional<Answer> refused = refusal(call);
            return refused.isPresent() ? refused.get() : answer(call, function);
        });
    }

    private Optional<Answer> refusal(Call call) {
        boolean foreign = call.origin()
                .filter(origin -> !origin.equals(call.base()) && !allowedOrigins.contains(origin))
                .isPresent();
        if (foreign) {
            return Optional.of(error(
                    403, "A page of another origin may not use the control API; start the emulator with that origin."));
        }
        if (call.body().length() > 0 && !call.contentType().equals(JSON_TYPE)) {
            return Optional.of(error(415, "Send the body as application/json."));
        }
        return Optional.empty();
    }

    private static Answer answer(Call call, Function<Call, Optional<byte[]>> function) {
        try {
            return function.apply(call).map(Guard::json).orElseGet(() -> Answer.of(204, "", new byte[0]));
        } catch (NoSuchElementException e) {
            return error(404, sentence(e));
        } catch (IllegalStateException e) {
            return error(409, sentence(e));
        } catch (IllegalArgumentException e) {
            return error(400, sentence(e));
        }
    }

    private static Answer json(byte[] json) {
        return Answer.of(200, JSON_TYPE, json).header("Cache-Control", "no-store");
    }

    private static Answer error(int status, String sentence) {
        return Answer.of(
                status,
                JSON_TYPE,
                JSON.writeValueAsBytes(JSON.createObjectNode().put("error", sentence)));
    }

    private static String sentence(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    }
}
