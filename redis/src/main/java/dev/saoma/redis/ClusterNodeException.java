package dev.saoma.redis;

/** The server has only some of the keys, as a node of a Redis Cluster. The log shows the name of this class. */
final class ClusterNodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterNodeException() {
        super("a node of a Redis Cluster");
    }
}
