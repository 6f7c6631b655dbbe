package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.database.Database;
import dev.saoma.error.ConfigException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens an app with a configuration fault and checks the exception. */
final class AppFaults {

    /** A fault put into the specification's example, and the file and key that the exception must name. */
    record Case(String what, String file, String key, Consumer<AppFolder> spoil) {
        @Override
        public String toString() {
            return what;
        }
    }

    private AppFaults() {}

    static void check(Case spoilt, Path folder, Database database) {
        AppFolder app = AppFolder.example(folder);
        spoilt.spoil().accept(app);

        Throwable fault = catchThrowable(() -> App.builder(folder)
                .environment(name -> Optional.empty())
                .database(database)
                .migrate(false)
                .open()
                .close());

        assertThat(fault).isInstanceOf(ConfigException.class);
        var config = (ConfigException) fault;
        assertThat(config.file()).as("file").endsWith(spoilt.file());
        assertThat(config.key()).as("key").isEqualTo(spoilt.key());
        assertThat(printed(fault)).doesNotContain(AppFolder.CANARY);
    }

    static String printed(Throwable fault) {
        var text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
