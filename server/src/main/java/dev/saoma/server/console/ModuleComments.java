package dev.saoma.server.console;

import java.util.stream.Collectors;

/** Comments and indentation of the console's own modules, which browsers need not load. */
final class ModuleComments {
    private ModuleComments() {}

    /**
     * Returns a module with an empty line in place of each line of a comment, so that the numbers of the other lines stay. Removed
     * are lines that begin with {@code //}, and those from one that begins with {@code /**} to one that ends with {@code *}{@code /};
     * comments beside code stay. A template literal must not have such lines. All lines are without their indentation, which in
     * a template of HTML leaves the white space of the line end.
     */
    static String removed(String module) {
        var scan = new Scan();
        return module.lines()
                .map(line -> scan.isComment(line.strip()) ? "" : line.stripLeading())
                .collect(Collectors.joining("\n"));
    }

    private static final class Scan {
        private boolean isInside;

        boolean isComment(String line) {
            if (isInside || line.startsWith("/**")) {
                isInside = !line.endsWith("*/");
                return true;
            }
            return line.startsWith("//");
        }
    }
}
