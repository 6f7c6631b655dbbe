package dev.saoma.server.connection;

import dev.saoma.servlet.internal.limit.OpenRequests;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/** Closes a new connection of an address that has too many of them. Trusted proxies have no limit. */
final class AddressConnectionLimit implements Connection.Listener {
    private final OpenRequests counts;
    private final Map<Connection, OpenRequests.Place> open = new ConcurrentHashMap<>();

    /** @param counts counts connections in place of requests */
    AddressConnectionLimit(OpenRequests counts) {
        this.counts = counts;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer)
                || peer.getAddress() == null) {
            return;
        }
        String address = peer.getAddress().getHostAddress();
        if (counts.isProxy(address)) {
            return;
        }
        OpenRequests.Place place = counts.enter(address, List::of);
        if (place.granted()) {
            open.put(connection, place);
        } else {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        OpenRequests.Place place = open.remove(connection);
        if (place != null) {
            place.close();
        }
    }
}
