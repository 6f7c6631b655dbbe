package dev.saoma.query;

import java.util.List;

/**
 * A condition for a {@code WHERE} clause: columns, keywords and {@code ?} in {@code sql}, and one parameter (a
 * {@code String} or a {@code Long}) for each {@code ?}, in order.
 *
 * <p>Put it in parentheses before joining it with another condition.
 */
public record SqlCondition(String sql, List<Object> parameters) {

    public SqlCondition {
        parameters = List.copyOf(parameters);
    }
}
