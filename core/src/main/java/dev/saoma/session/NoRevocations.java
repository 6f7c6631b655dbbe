package dev.saoma.session;

import dev.saoma.secret.TokenHash;
import java.util.Collection;

/** Sends and receives nothing. */
enum NoRevocations implements Revocations {
    NONE;

    @Override
    public void publish(Collection<TokenHash> ended) {}

    @Override
    public void subscribe(Listener listener) {}
}
