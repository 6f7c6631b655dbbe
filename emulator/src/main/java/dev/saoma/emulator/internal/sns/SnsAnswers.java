package dev.saoma.emulator.internal.sns;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The format of the server API: status 200 also for errors, {@code text/plain} without charset, escaped slashes, rid.
 */
public final class SnsAnswers {

    private static final String CONTENT_TYPE = "text/plain";

    private final Clock clock;
    private final Settings settings;
    private final JsonMapper json = new JsonMapper();

    public SnsAnswers(Clock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** Returns the result of {@code calls}, or the error of its first failed check. */
    Answer answer(Call call, Function<Parameters, ObjectNode> calls) {
        try {
            return ok(calls.apply(call.parameters()));
        } catch (RejectedCallException rejected) {
            return error(rejected.error().errcode(), rejected.error().stem()).because(rejected.why());
        }
    }

    private Answer ok(ObjectNode body) {
        return Answer.of(200, CONTENT_TYPE, text(body));
    }

    /**
     * Returns an error in WeChat's format.
     *
     * @param stem the message without its suffix
     */
    public Answer error(int errcode, String stem) {
        ObjectNode body = json.createObjectNode();
        body.put("errcode", errcode);
        body.put("errmsg", stem + suffix());
        return Answer.of(200, CONTENT_TYPE, text(body)).saying("errcode " + errcode + " " + stem);
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    // In JSON text a slash occurs only inside strings, and Jackson never escapes it.
    private String text(ObjectNode body) {
        return json.writeValueAsString(body).replace("/", "\\/");
    }

    private String suffix() {
        return switch (settings.text(Setting.ERRMSG_SUFFIX)) {
            case "rid" -> ", rid: " + rid();
            case "hints" ->
                String.format(
                        Locale.ROOT,
                        ", hints: [ req_id: %08x-%06x ]",
                        ThreadLocalRandom.current().nextInt(),
                        ThreadLocalRandom.current().nextInt(1 << 24));
            default -> "";
        };
    }

    // Group 1 is the Unix time: checked on two pairs of log line and rid (wechat-protocol.md, section 4).
    private String rid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(
                Locale.ROOT,
                "%08x-%08x-%08x",
                (int) clock.instant().getEpochSecond(),
                random.nextInt(),
                random.nextInt());
    }
}
