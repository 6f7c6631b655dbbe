package dev.saoma.server.admin;

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
 * @param recorder the steps of logins on this node
 * @param history the steps of logins on all nodes
 * @param streams the steps of logins on this node, as they end
 * @param elements the login instances
 * @param operations the examination, the settings and the nodes
 */
public record AdminServices(
        SqlStore store,
        Optional<ConsoleAccess> console,
        FlowRecorder recorder,
        FlowHistory history,
        FlowStreams streams,
        LoginElements elements,
        Operations operations) {}
