package dev.saoma.server.admin;

import dev.saoma.oidc.OidcProvider;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.flow.FlowHistory;
import dev.saoma.server.flow.FlowRecorder;
import dev.saoma.server.flow.FlowStreams;
import dev.saoma.server.operation.Operations;
import dev.saoma.store.sql.SqlStore;
import java.util.Optional;

/**
 * What the administrator's API is built on.
 *
 * @param store the rows of the login, in a database that has the tables of the server too
 * @param console empty when it is off
 * @param flow the steps of logins
 * @param elements the login instances
 * @param operations the examination, the settings and the nodes
 * @param provider the OpenID provider; empty when it is off
 */
public record AdminServices(
        SqlStore store,
        Optional<ConsoleAccess> console,
        Flow flow,
        LoginElements elements,
        Operations operations,
        Optional<OidcProvider> provider) {
    /**
     * The steps of logins.
     *
     * @param recorder those on this node
     * @param history those on all nodes
     * @param streams those on this node, as they end
     */
    public record Flow(FlowRecorder recorder, FlowHistory history, FlowStreams streams) {}
}
