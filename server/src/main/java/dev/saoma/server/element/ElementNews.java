package dev.saoma.server.element;

/** The news of other nodes that login instances in the database have changed. They may be lost. Its methods return at once. */
public interface ElementNews {

    /** Notifies the other nodes. */
    void publish();

    /** Calls a listener when another node has published, and when news may have been lost. */
    void subscribe(Runnable listener);

    /** Returns the news of a single node, which sends and receives nothing. */
    static ElementNews none() {
        return new ElementNews() {
            @Override
            public void publish() {
                // There is no other node, or it asks the database.
            }

            @Override
            public void subscribe(Runnable listener) {
                // Nothing is published.
            }
        };
    }
}
