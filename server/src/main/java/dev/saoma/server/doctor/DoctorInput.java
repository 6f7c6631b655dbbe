package dev.saoma.server.doctor;

import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.redis.RedisAddress;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.wechat.WeChatSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The settings of the server that is examined. It need not be running.
 *
 * @param secretFile the file of settings that holds a secret
 * @param managementHost where the management port listens, if there is one
 * @param server opens the database server; empty for the SQLite file in the data folder
 * @param redis the Redis that nodes share, if there is one
 * @param schema state of the server's own tables
 * @param migrate whether the start brings tables up to date
 * @param strayVariables of the environment, that look like settings and are none
 */
public record DoctorInput(
        WebSettings web,
        Optional<Path> secretFile,
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
        SessionLifetimes sessionLifetimes,
        LoginLifetimes loginLifetimes,
        List<String> strayVariables) {

    boolean production() {
        return web.mode() == Mode.PRODUCTION;
    }
}
