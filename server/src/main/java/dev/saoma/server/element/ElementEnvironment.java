package dev.saoma.server.element;

import dev.saoma.App;
import dev.saoma.secret.SealKey;
import dev.saoma.server.administrator.Roles;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.store.sql.SqlStore;
import java.util.Optional;

/**
 * What the editing of login instances is built on.
 *
 * @param sealKey seals secrets that are typed
 * @param roles the administrators, who must stay able to sign in; empty when the console is off
 * @param news notifies the other nodes of changes
 * @param isProduction whether samples of the emulator are refused
 */
public record ElementEnvironment(
        App app,
        SqlStore store,
        AdminTransactions transactions,
        SealKey sealKey,
        Optional<Roles> roles,
        ElementNews news,
        boolean isProduction) {}
