package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Order;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.sns.SnsError;
import dev.saoma.emulator.world.Named;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Faults as JSON: {@code endpoint}, {@code kind}, {@code times}, and the fields of the kind. */
final class FaultJson {

    static final Set<String> FIELDS =
            Set.of("endpoint", "kind", "times", "millis", "bytes", "location", "errcode", "errmsg");

    private static final JsonMapper JSON = new JsonMapper();
    private static final long DEFAULT_BYTES = 16L << 20;

    private FaultJson() {}

    static Order read(Fields fields) {
        return new Order(
                Named.of(Target.class, "endpoint", fields.text("endpoint")), fields.integer("times", 1), fault(fields));
    }

    private static Fault fault(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "latency" -> new Fault.Latency(millis(fields, 1000));
            case "hang" -> new Fault.Hang();
            case "drip" -> new Fault.Drip(millis(fields, 100));
            case "reset" -> new Fault.Reset();
            case "truncated" -> new Fault.Truncated();
            case "html" -> new Fault.Html();
            case "huge" -> new Fault.Huge(fields.findNumber("bytes").orElse(DEFAULT_BYTES));
            case "redirect" -> new Fault.Redirect(fields.text("location"));
            case "double_callback" -> new Fault.DoubleCallback();
            case "altered_state" -> new Fault.AlteredState();
            case "errcode" -> errcode(fields);
            default ->
                throw new IllegalArgumentException("kind must be one of latency, hang, drip, reset, truncated, html,"
                        + " huge, redirect, double_callback, altered_state, errcode.");
        };
    }

    private static Duration millis(Fields fields, int otherwise) {
        return Duration.ofMillis(fields.integer("millis", otherwise));
    }

    private static Fault errcode(Fields fields) {
        if (fields.find("errcode").isEmpty()) {
            throw new IllegalArgumentException("the kind errcode needs the field errcode, a number.");
        }
        int errcode = fields.integer("errcode", 0);
        String known = SnsError.of(errcode).map(SnsError::stem).orElse("emulated error");
        return new Fault.ErrorCode(errcode, fields.text("errmsg", known));
    }

    static ObjectNode write(Order order) {
        ObjectNode node = JSON.createObjectNode()
                .put("endpoint", order.target().label())
                .put("kind", order.fault().kind())
                .put("times", order.times());
        if (order.fault() instanceof Fault.Latency latency) {
            node.put("millis", latency.delay().toMillis());
        } else if (order.fault() instanceof Fault.Drip drip) {
            node.put("millis", drip.pause().toMillis());
        } else if (order.fault() instanceof Fault.Huge huge) {
            node.put("bytes", huge.bytes());
        } else if (order.fault() instanceof Fault.Redirect redirect) {
            node.put("location", redirect.location());
        } else if (order.fault() instanceof Fault.ErrorCode error) {
            node.put("errcode", error.errcode()).put("errmsg", error.errmsg());
        }
        return node;
    }
}
