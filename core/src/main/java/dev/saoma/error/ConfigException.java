package dev.saoma.error;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A fault in the configuration: names the file or other source, the key, the problem and how to fix it. When several
 * faults were found at once, the first is thrown and carries the others.
 */
public final class ConfigException extends LoginException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String key;
    private final String problem;

    /**
     * @param file the file as the operator knows it, or the name of the source ("environment", "command line")
     * @param key the key inside it; empty for a fault of the whole file
     * @param problem the problem and its fix; never the value of a secret
     */
    public ConfigException(String file, String key, String problem) {
        super(
                ErrorCode.CONFIGURATION_INVALID,
                key.isEmpty() ? file + ": " + problem : file + ": key \"" + key + "\": " + problem,
                "",
                Map.of());
        this.file = file;
        this.key = key;
        this.problem = problem;
    }

    /** Returns the first of these faults, which carries the others; there must be at least one. */
    public static ConfigException of(List<ConfigException> faults) {
        ConfigException first = faults.get(0);
        faults.stream().skip(1).forEach(first::addSuppressed);
        return first;
    }

    /** Returns this fault and those found with it. */
    public List<ConfigException> all() {
        return Stream.concat(
                        Stream.of(this),
                        Arrays.stream(getSuppressed())
                                .filter(ConfigException.class::isInstance)
                                .map(ConfigException.class::cast))
                .toList();
    }

    /** Returns the file or other source. */
    public String file() {
        return file;
    }

    /** Returns the key at fault; empty for a fault of the whole file. */
    public String key() {
        return key;
    }

    /** What is wrong and what to do. */
    public String problem() {
        return problem;
    }
}
