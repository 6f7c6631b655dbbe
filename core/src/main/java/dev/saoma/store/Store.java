package dev.saoma.store;

import dev.saoma.durability.Durability;
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
     * Runs a function in one transaction. When this returns, the transaction is committed; when the function throws, it is
     * rolled back.
     *
     * @param durability whether the changes also survive a power cut from then on, or shortly after
     * @throws dev.saoma.error.LoginException {@code store_unavailable} when the database does not answer in time,
     *     is full or is closed; any exception that the function throws
     */
    <T> T write(Durability durability, Function<Transaction, T> work);

    /** {@link #write(Durability, Function)} with {@link Durability#SYNCHRONOUS}. */
    default <T> T write(Function<Transaction, T> work) {
        return write(Durability.SYNCHRONOUS, work);
    }

    /**
     * Runs a function in which one method of the rows decides by its result, and no other follows: a database may then
     * commit in the same round trip.
     */
    default <T> T writeSingle(Durability durability, Function<Transaction, T> work) {
        return write(durability, work);
    }

    /** Reads committed rows that are found by their keys, in a moment. The function must not change any. */
    default <T> T lookUp(Function<Transaction, T> work) {
        return read(work);
    }

    /** Reads committed rows. The function must not change any. */
    <T> T read(Function<Transaction, T> work);

    /** {@link #write(Durability, Function)} without a result. */
    default void run(Durability durability, Consumer<Transaction> work) {
        write(durability, tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** {@link #run(Durability, Consumer)} with {@link Durability#SYNCHRONOUS}. */
    default void run(Consumer<Transaction> work) {
        run(Durability.SYNCHRONOUS, work);
    }

    /** Finishes running transactions and closes the database; later calls fail with {@code store_unavailable}. */
    @Override
    void close();
}
