package dev.saoma.database;

/** The databases that statements are written for. */
public enum Dialect {
    SQLITE,
    POSTGRESQL,
    /** MySQL and MariaDB. */
    MYSQL;

    /**
     * The end of a query that locks its rows until the transaction ends; empty where only one transaction writes at a time.
     */
    public String forUpdate() {
        return this == SQLITE ? "" : " FOR UPDATE";
    }
}
