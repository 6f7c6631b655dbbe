package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.grant.CodeState;
import dev.saoma.emulator.internal.grant.TokenState;
import dev.saoma.emulator.internal.platform.PlatformState;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.Account;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.WorldState;
import java.io.InputStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a state item by item, since it may be large for a tree in memory. Also reads states of releases that stored no
 * codes.
 */
public final class StateReader {

    // Every item is followed by the next one.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Optional<List<Account>> accounts = Optional.empty();
    private Optional<List<App>> apps = Optional.empty();
    private Optional<List<User>> users = Optional.empty();
    private Map<Setting, String> settings = Map.of();
    private Optional<Duration> clockOffset = Optional.empty();
    private Optional<List<CodeState>> codes = Optional.empty();
    private Optional<List<TokenState>> tokens = Optional.empty();

    private StateReader() {}

    /**
     * Reads a state from JSON.
     *
     * @throws IllegalArgumentException with a message that names the fault
     */
    public static PlatformState read(InputStream from) {
        StateReader reader = new StateReader();
        try (JsonParser in = JSON.createParser(from)) {
            reader.read(in);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the state is not JSON: " + e.getOriginalMessage(), e);
        }
        WorldState world = new WorldState(
                needed("accounts", reader.accounts), needed("apps", reader.apps), needed("users", reader.users));
        return new PlatformState(world, reader.settings, reader.clockOffset, reader.codes, reader.tokens);
    }

    private static <T> List<T> needed(String name, Optional<List<T>> list) {
        return list.orElseThrow(() -> new IllegalArgumentException("the state needs " + name + ", a list."));
    }

    private void read(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("the state must be a JSON object.");
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            read(name, in);
        }
        if (in.nextToken() != null) {
            throw new IllegalArgumentException("the state is followed by something else.");
        }
    }

    private void read(String name, JsonParser in) {
        switch (name) {
            case "accounts" -> accounts = list(in, name, "an account", WorldJson.ACCOUNT, WorldJson::account);
            case "apps" -> apps = list(in, name, "an app", WorldJson.APP, WorldJson::app);
            case "users" -> users = list(in, name, "a user", WorldJson.USER, WorldJson::user);
            case "settings" ->
                settings = SettingJson.read(Fields.of("the object settings", JSON.readTree(in), SettingJson.NAMES));
            case "clockOffset" -> clockOffset = Optional.of(duration(JSON.readTree(in)));
            case "codes" -> codes = list(in, name, "a code", GrantJson.CODE, GrantJson::code);
            case "tokens" -> tokens = list(in, name, "a token", GrantJson.TOKEN, GrantJson::token);
            default ->
                throw new IllegalArgumentException("the state has a field " + name + " that means nothing here;"
                        + " known are accounts, apps, users, settings, clockOffset, codes, tokens.");
        }
    }

    private static <T> Optional<List<T>> list(
            JsonParser in, String name, String what, Set<String> known, Function<Fields, T> read) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("the state needs " + name + ", a list.");
        }
        List<T> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(read.apply(Fields.of(what, JSON.readTree(in), known)));
        }
        return Optional.of(items);
    }

    private static Duration duration(JsonNode node) {
        try {
            return Duration.parse(node.isString() ? node.stringValue() : "");
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("clockOffset must be a duration such as PT10M or -PT2H.", e);
        }
    }
}
