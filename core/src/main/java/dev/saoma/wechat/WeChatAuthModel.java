package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.query.Field;
import dev.saoma.query.Field.Kind;
import dev.saoma.query.Fields;
import dev.saoma.query.Filter;
import dev.saoma.query.Order;
import dev.saoma.query.QueryException;
import dev.saoma.store.Store;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The element {@code auths.loginTypes.WeChatType.WeChatAuthModel}: reads bindings with {@code Q(...)} filters over
 * {@code id}, {@code appId}, {@code userId}, {@code openId} and {@code unionId}. Read-only: {@code bind} and
 * {@code unbind} change the rows. Thread-safe.
 *
 * <p>An invalid filter is {@code invalid_request}, with the position in the message.
 */
public final class WeChatAuthModel {
    private static final int MAX_ROWS = 1_000;
    private static final Fields FIELDS = Fields.of(
            new Field("id", "id", Kind.INTEGER),
            new Field("appId", "app_id", Kind.TEXT),
            new Field("userId", "user_id", Kind.TEXT),
            new Field("openId", "open_id", Kind.TEXT),
            new Field("unionId", "union_id", Kind.TEXT));

    private final Store store;

    /** Called by the app. */
    public WeChatAuthModel(Store store) {
        this.store = store;
    }

    /**
     * Returns the first row that matches the filter, or null when there is none, as the specification has it.
     *
     * @param orderList entries like {@code List.of("id", -1)}: 1 ascending, -1 descending
     */
    public @Nullable WeChatAuth get(String filter, List<?> orderList) {
        List<WeChatAuth> rows = query(filter, orderList, 1, 1);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Returns the first rows that match the filter, at most 1,000. */
    public List<WeChatAuth> query(String filter, List<?> orderList) {
        return query(filter, orderList, 1, MAX_ROWS);
    }

    /**
     * Returns one page of the rows that match the filter.
     *
     * @param page from 1
     * @param size 1 to 1,000
     */
    public List<WeChatAuth> query(String filter, List<?> orderList, int page, int size) {
        if (page < 1 || size < 1 || size > MAX_ROWS) {
            throw new LoginException(ErrorCode.INVALID_REQUEST, "page starts at 1, size is 1 to " + MAX_ROWS + ".");
        }
        Filter parsedFilter = parsed(() -> Filter.parse(filter, FIELDS));
        Order order = parsed(() -> Order.parse(orderList, FIELDS));
        return store.read(tx -> tx.auths().select(parsedFilter, order, (page - 1L) * size, size));
    }

    /** Returns the number of rows that match the filter. */
    public long count(String filter) {
        Filter parsedFilter = parsed(() -> Filter.parse(filter, FIELDS));
        return store.read(tx -> tx.auths().count(parsedFilter));
    }

    private static <T> T parsed(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (QueryException e) {
            throw new LoginException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
