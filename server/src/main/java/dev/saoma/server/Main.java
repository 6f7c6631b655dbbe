package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar saoma-server.jar}. Exit codes: 0 success, 1 failure, 2 wrong usage, 78 configuration refused. */
@Command(
        name = "saoma",
        mixinStandardHelpOptions = true,
        subcommands = {Serve.class, Doctor.class, ElementsCommand.class, ClientCommand.class, OidcKeysCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        description = "WeChat scan-to-login.")
public final class Main {
    Main() {}

    /** Runs and exits. */
    public static void main(String[] args) {
        System.exit(run(new CommandLine(new Main()), args));
    }

    /** Runs a command line with Saoma's exit codes. Each fault is printed as one line, without a stack trace. */
    public static int run(CommandLine commands, String[] args) {
        return commands.setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof ConfigException refused) {
                        refused.all().forEach(fault -> System.err.println("saoma: " + fault.getMessage()));
                        return Doctor.REFUSED;
                    }
                    if (failure instanceof LoginException known) {
                        System.err.println("saoma: " + known.getMessage() + " (" + known.note() + ")");
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    System.err.println("saoma: failed: " + failure);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }
}
