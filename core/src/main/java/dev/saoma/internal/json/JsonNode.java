package dev.saoma.internal.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One JSON value, or a missing value. Only {@link #asInt} converts between types. Immutable. */
public final class JsonNode implements Iterable<JsonNode> {
    static final JsonNode MISSING = new JsonNode(null, true);
    static final JsonNode NULL = new JsonNode(null, false);
    private static final Pattern INT = Pattern.compile("-?[0-9]{1,9}");
    private static final JsonNode EMPTY_OBJECT = new JsonNode(Map.of(), false);

    /** A map of nodes, a list of nodes, a text, a number, a boolean; null for JSON's null and for a missing value. */
    private final @Nullable Object value;

    private final boolean missing;

    JsonNode(Object value) {
        this(value, false);
    }

    private JsonNode(@Nullable Object value, boolean missing) {
        this.value = value;
        this.missing = missing;
    }

    /** Returns an object without members. */
    public static JsonNode emptyObject() {
        return EMPTY_OBJECT;
    }

    /** Returns an object with these members, in their order. */
    public static JsonNode object(Map<String, JsonNode> members) {
        return new JsonNode(Collections.unmodifiableMap(new LinkedHashMap<>(members)), false);
    }

    /** Returns a list of these values. */
    public static JsonNode array(List<JsonNode> values) {
        return new JsonNode(List.copyOf(values), false);
    }

    /** Returns a text. */
    public static JsonNode text(String value) {
        return new JsonNode(value, false);
    }

    /** Returns {@code true} or {@code false}. */
    public static JsonNode flag(boolean value) {
        return new JsonNode(value, false);
    }

    /** Returns the member with this name; a missing node when there is none, or when this is no object. */
    public JsonNode path(String name) {
        return members().getOrDefault(name, MISSING);
    }

    /** Returns the members in the text's order; none when this is no object. */
    public Set<Map.Entry<String, JsonNode>> properties() {
        return members().entrySet();
    }

    /** Returns the entries of an array; none when this is no array. */
    @Override
    public Iterator<JsonNode> iterator() {
        return entries().iterator();
    }

    /** Returns whether there is no value. */
    public boolean isMissingNode() {
        return missing;
    }

    /** Returns whether there is a value other than {@code null}. */
    public boolean isPresent() {
        return value != null;
    }

    /** Returns whether this is JSON's {@code null}. */
    public boolean isNull() {
        return value == null && !missing;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    public boolean isArray() {
        return value instanceof List;
    }

    public boolean isString() {
        return value instanceof String;
    }

    public boolean isBoolean() {
        return value instanceof Boolean;
    }

    public boolean isNumber() {
        return value instanceof Number;
    }

    /** Returns whether this is a number without decimal point and exponent. */
    public boolean isIntegralNumber() {
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    }

    /** Returns whether this is a whole number of 64 bits. */
    public boolean canConvertToLong() {
        return value instanceof Integer || value instanceof Long;
    }

    /**
     * Returns the text.
     *
     * @throws IllegalStateException when this is no text
     */
    public String stringValue() {
        return as(String.class);
    }

    /**
     * Returns the boolean.
     *
     * @throws IllegalStateException when this is no boolean
     */
    public boolean booleanValue() {
        return as(Boolean.class);
    }

    /**
     * Returns the number, truncated to 64 bits.
     *
     * @throws IllegalStateException when this is no number
     */
    public long longValue() {
        return as(Number.class).longValue();
    }

    /** Returns a whole number of at most nine digits, also one written as a text; else the default. */
    public int asInt(int byDefault) {
        String digits = isIntegralNumber() || isString() ? String.valueOf(value) : "";
        return INT.matcher(digits).matches() ? Integer.parseInt(digits) : byDefault;
    }

    @Nullable
    Object value() {
        return value;
    }

    @SuppressWarnings("unchecked") // the parser puts nothing else into it
    private Map<String, JsonNode> members() {
        return value instanceof Map ? (Map<String, JsonNode>) value : Map.of();
    }

    @SuppressWarnings("unchecked") // the parser puts nothing else into it
    private List<JsonNode> entries() {
        return value instanceof List ? (List<JsonNode>) value : List.of();
    }

    private <T> T as(Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the JSON value is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonNode same && Objects.equals(value, same.value) && missing == same.missing;
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    /** The JSON text; it may hold a secret, so it must not be logged. */
    @Override
    public String toString() {
        return missing ? "" : JsonText.of(this);
    }
}
