package dev.saoma.database;

/** The SQL dialects of the supported databases. */
public enum Dialect {
    SQLITE,
    POSTGRESQL,
    /** MySQL and MariaDB. */
    MYSQL;

    /**
     * Returns the clause that locks a query's rows until the transaction ends; empty for SQLite, which has one writer
     * at a time.
     */
    public String forUpdate() {
        return this == SQLITE ? "" : " FOR UPDATE";
    }

    /** Returns whether a statement that deletes rows can return them. */
    public boolean hasReturning() {
        return this != MYSQL;
    }
}
