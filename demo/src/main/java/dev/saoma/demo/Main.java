package dev.saoma.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar saoma-demo.jar demo}. */
@Command(
        name = "saoma",
        mixinStandardHelpOptions = true,
        subcommands = Demo.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "WeChat scan-to-login, with WeChat emulated on this machine.")
final class Main {
    private Main() {}

    /** Runs the command and exits. */
    public static void main(String[] args) {
        System.exit(dev.saoma.server.Main.run(new CommandLine(new Main()), args));
    }
}
