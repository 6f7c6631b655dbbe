package dev.saoma.server.operation;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.server.doctor.DoctorInput;
import dev.saoma.server.doctor.DoctorRun;
import dev.saoma.server.doctor.Host;
import dev.saoma.server.doctor.RunningDoctor;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ServerSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What operators look at, beside the logins.
 *
 * @param settings empty when a program made them
 */
public record Operations(Nodes nodes, RunningDoctor doctor, Optional<Configuration> settings) implements AutoCloseable {

    /**
     * Returns what operators look at in a server.
     *
     * @param schema the state of the server's own tables
     * @param nodes of the same database
     */
    public static Operations of(
            ServerSettings settings, App app, Database database, Function<Database, SchemaState> schema, Nodes nodes) {
        Optional<Configuration> sources = settings.admin().sources();
        var input = new DoctorInput(
                settings,
                sources.flatMap(Configuration::secretFile),
                sources.map(Configuration::strayVariables).orElse(List.of()),
                schema,
                Optional.of(database));
        var doctor = new RunningDoctor(
                () -> new DoctorRun(input, Host.local(), DoctorRun.TIMEOUT).findings(), app.clock(), app.ticker());
        return new Operations(nodes, doctor, sources);
    }

    @Override
    public void close() {
        try (nodes) {
            doctor.close();
        }
    }
}
