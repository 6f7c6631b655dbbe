package dev.saoma.redis;

/** What answers has some of the keys alone, as a node of a Redis Cluster does; its name is what the log says. */
final class ClusterNodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterNodeException() {
        super("a node of a Redis Cluster");
    }
}
