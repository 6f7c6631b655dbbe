package dev.saoma.error;

import java.util.Map;

/** A fault in what the operator wrote: which file (or source of settings), which key, what is wrong and how to mend it. */
public final class ConfigException extends LoginException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String key;

    /**
     * @param file the file as the operator knows it, or the name of the source ("environment", "command line")
     * @param key the key inside it; empty when the whole file is meant
     * @param problem what is wrong and what to do; never the value of a secret
     */
    public ConfigException(String file, String key, String problem) {
        super(
                ErrorCode.CONFIGURATION_INVALID,
                key.isEmpty() ? file + ": " + problem : file + ": key \"" + key + "\": " + problem,
                "",
                Map.of());
        this.file = file;
        this.key = key;
    }

    /** Where the fault is. */
    public String file() {
        return file;
    }

    /** The key at fault; empty when the whole file is meant. */
    public String key() {
        return key;
    }
}
