package dev.saoma.durability;

/**
 * When a committed transaction is on the disk. Either kind is visible to other transactions at once and survives the end of
 * the process, {@code kill -9} included.
 */
public enum Durability {
    /** Before the call returns: an acknowledged change also survives a power cut. */
    SYNCHRONOUS,

    /**
     * Shortly after the call has returned: SQLite within about a second, PostgreSQL within three times its
     * {@code wal_writer_delay}, MySQL and MariaDB as {@link #SYNCHRONOUS}, since theirs is a setting of the server. A power
     * cut may lose the last changes, always together with all later ones. For rows whose loss means only that a person logs
     * in again.
     */
    ASYNCHRONOUS
}
