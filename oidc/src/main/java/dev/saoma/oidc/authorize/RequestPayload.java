package dev.saoma.oidc.authorize;

import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.internal.json.JsonText;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.servlet.internal.http.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes an authorization request as JSON while it waits for its user, and reads it again. */
public final class RequestPayload {
    private static final JsonReader READER = JsonReader.ofDepth(3);

    private RequestPayload() {}

    @OmitNull
    private record Stored(
            Target target,
            List<String> scope,
            @Nullable String nonce,
            @Nullable String challenge,
            Rules rules,
            @Nullable String language) {
        @Override
        public String toString() {
            return "Stored[***]";
        }
    }

    @OmitNull
    private record Target(
            String redirectUri, ResponseMode mode, @Nullable String state) {}

    @OmitNull
    private record Rules(
            List<String> prompts,
            @Nullable Long maxAge,
            @Nullable String subject,
            @Nullable String instance) {}

    /** Returns the JSON text. */
    public static String write(AuthorizationRequest request) {
        ResponseTarget target = request.target();
        AuthenticationRules rules = request.authentication();
        return JsonText.of(new Stored(
                new Target(target.redirectUri(), target.mode(), target.state().orElse(null)),
                List.copyOf(request.scope()),
                request.nonce().orElse(null),
                request.challenge().orElse(null),
                new Rules(
                        rules.prompts().stream().map(Prompt::name).toList(),
                        rules.maxAge().map(Duration::toSeconds).orElse(null),
                        rules.subject().orElse(null),
                        rules.instance().orElse(null)),
                request.language().map(Language::name).orElse(null)));
    }

    /** Returns the request of a JSON text that {@link #write} has returned. */
    public static AuthorizationRequest read(ClientId client, String json) {
        JsonNode stored = READER.readTree(json);
        JsonNode target = stored.path("target");
        return new AuthorizationRequest(
                client,
                new ResponseTarget(
                        target.path("redirectUri").stringValue(),
                        ResponseMode.valueOf(target.path("mode").stringValue()),
                        text(target, "state")),
                texts(stored, "scope"),
                text(stored, "nonce"),
                text(stored, "challenge"),
                rules(stored.path("rules")),
                text(stored, "language").map(Language::valueOf));
    }

    private static AuthenticationRules rules(JsonNode rules) {
        return new AuthenticationRules(
                texts(rules, "prompts").stream().map(Prompt::valueOf).collect(Collectors.toUnmodifiableSet()),
                Optional.of(rules.path("maxAge"))
                        .filter(JsonNode::isNumber)
                        .map(age -> Duration.ofSeconds(age.longValue())),
                text(rules, "subject"),
                text(rules, "instance"));
    }

    private static Optional<String> text(JsonNode stored, String name) {
        return Optional.of(stored.path(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static Set<String> texts(JsonNode stored, String name) {
        return StreamSupport.stream(stored.path(name).spliterator(), false)
                .map(JsonNode::stringValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
