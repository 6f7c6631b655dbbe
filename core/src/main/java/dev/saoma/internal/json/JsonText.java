package dev.saoma.internal.json;

import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes values as JSON. A record becomes an object of its components, in their order; a time becomes ISO text; enum
 * constants and addresses become their text. Other types are refused, so nothing is written by accident.
 */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** Cached accessors, since finding them takes longer than calling them. */
    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> Member.of(type, component))
                    .toList();
        }
    };

    private JsonText() {}

    private record Member(String name, Method accessor, boolean omitNull) {
        static Member of(Class<?> type, RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            boolean omitNull =
                    type.isAnnotationPresent(OmitNull.class) || component.isAnnotationPresent(OmitNull.class);
            return new Member(component.getName(), accessor, omitNull);
        }

        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a record's component " + name + " cannot be read", e);
            }
        }
    }

    /**
     * Returns the JSON text of a value.
     *
     * @throws IllegalArgumentException when the value, or one in it, has no JSON form; the message names the type,
     *     never the value
     */
    public static String of(@Nullable Object value) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Record record) {
            record(json, record);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, each) -> member(json, String.valueOf(name), each));
            json.writeEndObject();
        } else if (value instanceof JsonNode node) {
            write(json, node.value());
        } else if (value instanceof Iterable<?> all) {
            json.writeStartArray();
            all.forEach(each -> write(json, each));
            json.writeEndArray();
        } else if (value instanceof Optional<?> optional) {
            write(json, optional.orElse(null));
        } else {
            json.writeString(text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof CharSequence
                || value instanceof Enum
                || value instanceof TemporalAccessor
                || value instanceof URI) {
            return value.toString();
        }
        throw new IllegalArgumentException(value.getClass().getName() + " has no form in JSON");
    }

    private static void record(JsonGenerator json, Record record) {
        json.writeStartObject();
        for (Member member : MEMBERS.get(record.getClass())) {
            @Nullable Object value = member.of(record);
            if (value != null || !member.omitNull()) {
                member(json, member.name(), value);
            }
        }
        json.writeEndObject();
    }

    private static void member(JsonGenerator json, String name, @Nullable Object value) {
        json.writeName(name);
        write(json, value);
    }

    private static void number(JsonGenerator json, Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            json.writeNumber(number.longValue());
        } else if (number instanceof BigInteger whole) {
            json.writeNumber(whole);
        } else if (number instanceof BigDecimal exact) {
            json.writeNumber(exact);
        } else {
            json.writeNumber(number.doubleValue());
        }
    }
}
