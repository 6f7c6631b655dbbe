package dev.saoma.server.doctor;

import dev.saoma.login.LoginLife;
import dev.saoma.redis.RedisAddress;
import dev.saoma.secret.Secret;
import dev.saoma.session.SessionLife;
import dev.saoma.sql.Database;
import dev.saoma.sql.SchemaState;
import dev.saoma.wechat.WeChatSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is looked at: the settings of a server that need not run.
 *
 * @param path what every address begins with below the public one; empty for none
 * @param secretFile the file of settings when a secret stands in it
 * @param managementHost where the management port listens, when there is one
 * @param server opens the database server; empty for the SQLite file in the data folder
 * @param redis the Redis between the nodes, when there is one
 * @param schema how far the server's own tables are
 * @param migrate whether the start brings tables up to date
 * @param proxied whether a proxy is named
 * @param strayVariables of the environment, that look like settings and are none
 */
public record Subject(
        boolean production,
        Optional<Path> secretFile,
        URI publicUrl,
        String path,
        List<String> allowedOrigins,
        List<URI> redirectUris,
        String host,
        int port,
        Optional<String> managementHost,
        Path app,
        Path data,
        Optional<Supplier<Database>> server,
        Optional<RedisAddress> redis,
        Function<Database, SchemaState> schema,
        boolean migrate,
        WeChatSettings wechat,
        Optional<Secret> adminKey,
        boolean proxied,
        SessionLife sessionLife,
        LoginLife loginLife,
        List<String> strayVariables) {}
