package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The end of a query for the newest rows before an id of which some columns have given values.
 *
 * @param columns in the order of an index that ends with the id
 * @param before the id
 */
record NewestRows(List<EqualColumn> columns, long before, int limit, Dialect dialect) {
    NewestRows {
        columns = List.copyOf(columns);
    }

    /**
     * A column that has a value.
     *
     * @param isIndexed whether an index has the rows of this value in the order of their ids
     * @param condition the condition of a partial index, and AND; empty for none
     */
    record EqualColumn(String name, String value, boolean isIndexed, String condition) {
        private String equal() {
            return name + " = ? AND " + condition;
        }
    }

    /** Returns the conditions, the order and the limit. */
    String sql() {
        int ordered = ordered();
        var conditions = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            EqualColumn column = columns.get(i);
            conditions.append(
                    i == ordered
                            ? "(" + column.name() + ", id) <= (?, ?) AND " + column.name() + " >= ? AND "
                                    + column.condition()
                            : column.equal());
        }
        // Nothing but that index has this order.
        String order = ordered < 0 ? "" : columns.get(ordered).name() + " DESC, ";
        return conditions + (ordered < 0 ? "id < ? " : "TRUE ") + "ORDER BY " + order + "id DESC LIMIT ?";
    }

    /** Returns the values of {@link #sql}. */
    Object[] values() {
        int ordered = ordered();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(columns.get(i).value());
            if (i == ordered) {
                values.add(before - 1);
                values.add(columns.get(i).value());
            }
        }
        if (ordered < 0) {
            values.add(before);
        }
        values.add(limit);
        return values.toArray();
    }

    /**
     * Returns the column that the rows are also ordered by, or -1. PostgreSQL takes the rows of a value for spread evenly: of a
     * frequent one it looks for the newest rows from the newest id on, and reads the whole table when they are old. Two values
     * have an index of their own, which it takes as few rows have both. The comparison has {@code <=}, since with {@code <} it
     * expects none of the value itself, and may then read and sort all of them.
     */
    private int ordered() {
        int[] indexed = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isIndexed())
                .toArray();
        return dialect == Dialect.POSTGRESQL && indexed.length == 1 ? indexed[0] : -1;
    }
}
