package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.platform.PlatformState;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a state as JSON, for the control API and for a state file. It may be large, so it is never a tree in memory.
 */
public final class StateJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectWriter COMPACT = JSON.writer();
    private static final ObjectWriter LINES =
            JSON.writer().with(new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private StateJson() {}

    /** Writes a state for a file that people read and compare: one account, app, user, code or login a line. */
    public static void write(PlatformState state, OutputStream to) {
        try (JsonGenerator out = LINES.createGenerator(to)) {
            write(state, out);
        }
    }

    static byte[] bytes(PlatformState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = COMPACT.createGenerator(bytes)) {
            write(state, out);
        }
        return bytes.toByteArray();
    }

    private static void write(PlatformState state, JsonGenerator out) {
        out.writeStartObject();
        list(out, "accounts", state.world().accounts(), WorldJson::account);
        list(out, "apps", state.world().apps(), WorldJson::app);
        list(out, "users", state.world().users(), WorldJson::user);
        if (!state.settings().isEmpty()) {
            out.writeName("settings");
            out.writeRawValue(JSON.writeValueAsString(SettingJson.write(state.settings())));
        }
        state.clockOffset().ifPresent(ahead -> out.writeStringProperty("clockOffset", ahead.toString()));
        state.codes().ifPresent(codes -> list(out, "codes", codes, GrantJson::code));
        state.tokens().ifPresent(tokens -> list(out, "tokens", tokens, GrantJson::token));
        out.writeEndObject();
    }

    private static <T> void list(JsonGenerator out, String name, List<T> items, Function<T, ObjectNode> json) {
        out.writeArrayPropertyStart(name);
        for (T item : items) {
            out.writeRawValue(JSON.writeValueAsString(json.apply(item)));
        }
        out.writeEndArray();
    }
}
