package dev.saoma.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Saoma's rows, read and changed in transactions.
 *
 * <p>A function passed to a store only accesses rows: it waits for nothing else, calls no port of the application, and
 * may run again after a conflict. Thread-safe.
 */
public interface Store extends AutoCloseable {

    /**
     * Runs a function in one transaction. When this returns, the transaction is committed and survives a crash; when
     * the function throws, it is rolled back.
     *
     * @throws dev.saoma.error.LoginException {@code store_unavailable} when the database does not answer in time,
     *     is full or is closed; any exception that the function throws
     */
    <T> T write(Function<Transaction, T> work);

    /** Reads committed rows. The function must not change any. */
    <T> T read(Function<Transaction, T> work);

    /** {@link #write} without a result. */
    default void run(Consumer<Transaction> work) {
        write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** Finishes running transactions and closes the database; later calls fail with {@code store_unavailable}. */
    @Override
    void close();
}
