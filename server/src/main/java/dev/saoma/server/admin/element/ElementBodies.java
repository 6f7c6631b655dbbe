package dev.saoma.server.admin.element;

import dev.saoma.element.ElementName;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import dev.saoma.server.draft.ElementDraft;
import dev.saoma.server.draft.ElementDraft.Access;
import dev.saoma.server.draft.ElementDraft.Fields;
import dev.saoma.server.draft.ElementDraft.SecretChange;
import dev.saoma.server.draft.ElementDraft.Source;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The JSON bodies of requests about login instances. */
final class ElementBodies {
    private static final int REASON = 200;
    private static final int TEXT = 1_000;
    private static final int FIELDS = 50;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_.-]{1,200}\\.json");
    private static final Set<String> FIELD_MEMBERS =
            Set.of("type", "title", "appId", "secret", "openPlatform", "registration", "isActive", "fields", "reason");
    private static final Set<String> SOURCE_MEMBERS = Set.of("files", "reason");

    private ElementBodies() {}

    /** {@code PUT …/elements/{fullName}}. */
    record Draft(ElementDraft draft, Optional<String> reason) {
        static Draft read(JsonBody body) {
            return read(body, Set.of());
        }

        private static Draft read(JsonBody body, Set<String> more) {
            var members = new TreeSet<>(body.has("files") ? SOURCE_MEMBERS : FIELD_MEMBERS);
            members.addAll(more);
            body.requireOnly(members);
            return new Draft(body.has("files") ? source(body) : fields(body), ElementBodies.reason(body));
        }
    }

    /** {@code POST …/elements/check}. */
    record Check(ElementName name, ElementDraft draft) {
        static Check read(JsonBody body) {
            return new Check(
                    ElementBodies.name(body.requiredText("fullName", 200)),
                    Draft.read(body, Set.of("fullName")).draft());
        }
    }

    /** {@code DELETE …/elements/{fullName}}. */
    record Deletion(Optional<String> reason) {
        static Deletion read(JsonBody body) {
            body.requireOnly(Set.of("reason"));
            return new Deletion(ElementBodies.reason(body));
        }
    }

    /** {@code POST …/undo}. */
    record Undo(int version, SecretChange secret, Optional<String> reason) {
        static Undo read(JsonBody body) {
            body.requireOnly(Set.of("version", "secret", "reason"));
            int version = body.number("version", 1, 999_999_999)
                    .orElseThrow(() -> RequestErrors.invalid("version is required."));
            return new Undo(version, secretChange(body), ElementBodies.reason(body));
        }
    }

    static ElementName name(String text) {
        try {
            return new ElementName(text);
        } catch (IllegalArgumentException e) {
            throw RequestErrors.invalid("fullName is " + e.getMessage() + ".");
        }
    }

    private static Optional<String> reason(JsonBody body) {
        Optional<String> reason = body.text("reason", REASON);
        if (reason.filter(text -> INVISIBLE.matcher(text).find()).isPresent()) {
            throw RequestErrors.invalid("reason must be 1 to " + REASON + " characters on one line.");
        }
        return reason;
    }

    private static Fields fields(JsonBody body) {
        return new Fields(
                body.text("type", TEXT),
                body.text("title", TEXT),
                body.text("appId", TEXT),
                secretChange(body),
                new Access(
                        body.text("openPlatform", TEXT),
                        body.text("registration", TEXT).map(ElementBodies::registration),
                        body.flag("isActive")),
                body.object("fields").map(ElementBodies::own).orElse(Map.of()));
    }

    private static SecretChange secretChange(JsonBody body) {
        return body.object("secret").map(ElementBodies::secret).orElseGet(SecretChange.Keep::new);
    }

    private static SecretChange secret(JsonBody body) {
        body.requireOnly(Set.of("variable", "typed"));
        Optional<String> variable = body.text("variable", TEXT);
        Optional<String> typed = body.text("typed", TEXT);
        if (variable.isPresent() == typed.isPresent()) {
            throw RequestErrors.invalid("secret must have variable or typed; leave it out to keep the present one.");
        }
        return variable.<SecretChange>map(SecretChange.Variable::new)
                .orElseGet(() -> new SecretChange.Typed(Secret.of(typed.orElseThrow())));
    }

    private static Registration registration(String text) {
        return switch (text) {
            case "deny" -> Registration.DENY;
            case "ticket" -> Registration.TICKET;
            case "open" -> Registration.OPEN;
            default -> throw RequestErrors.invalid("registration must be deny, ticket or open.");
        };
    }

    private static Map<String, JsonNode> own(JsonBody body) {
        Map<String, JsonNode> own = body.members();
        boolean isPlain = own.values().stream()
                .allMatch(value -> value.isString() || value.isBoolean() || value.isNumber() || value.isNull());
        if (!isPlain || own.size() > FIELDS) {
            throw RequestErrors.invalid(
                    "fields must be at most " + FIELDS + " texts, numbers, booleans and nulls by key.");
        }
        return own;
    }

    private static Source source(JsonBody body) {
        var files = new LinkedHashMap<String, String>();
        for (JsonBody file : body.objects("files", 2).orElseThrow()) {
            file.requireOnly(Set.of("name", "text"));
            String name = file.requiredText("name", TEXT).replaceFirst("^.*/", "");
            if (!FILE.matcher(name).matches() || files.containsKey(name)) {
                throw RequestErrors.invalid("files must be e.json and <Name>.json, each once.");
            }
            files.put(name, file.anyText("text").orElseThrow(() -> RequestErrors.invalid("text is required.")));
        }
        return new Source(files);
    }
}
