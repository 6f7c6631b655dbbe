package dev.saoma.store;

import java.util.function.Function;

/**
 * A place where rows are kept, reached in units of work.
 *
 * <p>Work is rows only: it never waits for anything else, calls no port of the application's, and may be run again when
 * it lost a race, so it changes nothing but rows. Safe for use by many threads.
 *
 * @param <R> the rows, as the packages that own them see them
 */
public interface Store<R> extends AutoCloseable {

    /**
     * Does the work in one transaction: all of it is kept, and survives a crash once this returns, or none of it, when the
     * work throws.
     *
     * @throws dev.saoma.error.LoginException {@code store_unavailable} when the database does not answer in time, is full
     *     or is closed; whatever the work throws
     */
    <T> T write(Function<? super R, T> work);

    /** Looks at rows that have been committed. The work must not change any. */
    <T> T read(Function<? super R, T> work);

    /** Finishes what was begun and lets go of the database; later calls fail with {@code store_unavailable}. */
    @Override
    void close();
}
