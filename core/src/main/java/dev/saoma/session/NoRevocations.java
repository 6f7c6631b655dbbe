package dev.saoma.session;

import dev.saoma.secret.TokenHash;
import java.util.Collection;

/** There are no other nodes, or they are to find out by themselves. */
enum NoRevocations implements Revocations {
    NONE;

    @Override
    public void tell(Collection<TokenHash> ended) {}

    @Override
    public void hear(Listener listener) {}
}
