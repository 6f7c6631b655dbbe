package dev.saoma.query;

import java.util.List;
import java.util.Map;

/** The fields of WeChatAuthModel, and rows that differ in case, in wildcards and in missing values. */
final class Sample {

    static final Field ID = new Field("id", "id", Field.Kind.INTEGER);
    static final Field APP = new Field("appId", "app_id", Field.Kind.TEXT);
    static final Field USER = new Field("userId", "user_id", Field.Kind.TEXT);
    static final Field OPEN = new Field("openId", "open_id", Field.Kind.TEXT);
    static final Field UNION = new Field("unionId", "union_id", Field.Kind.TEXT);
    static final Fields FIELDS = Fields.of(ID, APP, USER, OPEN, UNION);

    /** {@code unionId} is empty if and only if the row has none. */
    record Row(long id, String appId, String userId, String openId, String unionId) {
        Map<Field, Object> values() {
            return Map.of(ID, id, APP, appId, USER, userId, OPEN, openId, UNION, unionId);
        }

        boolean lacks(Field field) {
            return field.equals(UNION) && unionId.isEmpty();
        }
    }

    static final List<Row> ROWS = List.of(
            new Row(1, "wx1", "user123", "oAbC_1", "uX"),
            new Row(2, "wx1", "User123", "oabc_1", ""),
            new Row(3, "wx1", "a%b", "oAbCx1", "ux"),
            new Row(4, "wx2", "axb", "o*?[!]", "u'\"\\"),
            new Row(5, "wx2", "user1234", "中文😀", ""));

    private Sample() {}

    static Filter parse(String text) {
        return Filter.parse(text, FIELDS);
    }

    static Filter.Condition condition(Field field, Operator operator, Object... values) {
        return new Filter.Condition(field, operator, List.of(values));
    }
}
