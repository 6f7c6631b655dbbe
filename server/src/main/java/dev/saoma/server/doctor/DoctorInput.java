package dev.saoma.server.doctor;

import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.servlet.WebSettings.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The server to examine, which need not be running.
 *
 * @param secretFile the file of settings that holds a secret
 * @param strayVariables environment variables that look like settings and are none
 * @param schema the state of the server's own tables
 * @param running the database of the server that examines itself; empty on the command line
 */
public record DoctorInput(
        ServerSettings settings,
        Optional<Path> secretFile,
        List<String> strayVariables,
        Function<Database, SchemaState> schema,
        Optional<Database> running) {

    boolean production() {
        return settings.mode() == Mode.PRODUCTION;
    }
}
