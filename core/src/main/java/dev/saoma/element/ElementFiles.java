package dev.saoma.element;

import dev.saoma.error.ConfigException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The names of an element's two files. */
public final class ElementFiles {
    private ElementFiles() {}

    /** Returns the folder of an element below the app's root: {@code auths/loginTypes/MyWeChatLogin/}. */
    public static String folder(ElementName name) {
        return String.join("/", name.parts()) + "/";
    }

    /** Returns the element file below the app's root: {@code auths/loginTypes/MyWeChatLogin/e.json}. */
    public static String element(ElementName name) {
        return folder(name) + "e.json";
    }

    /**
     * Returns the name of the business file in the element's folder: the one that {@code frontBundleEntry} names, else
     * {@code <Name>.json}.
     *
     * @param element the text of {@code e.json}
     * @param file the name of {@code e.json} for messages
     * @throws ConfigException when the text is not readable, or the entry leads out of the element's folder
     */
    public static String business(ElementName name, String element, String file) {
        return business(name, Json.parse(file, element, UnaryOperator.identity(), UnaryOperator.identity()));
    }

    static String business(ElementName name, Json json) {
        String byName = "./" + name.simple() + ".json";
        Optional<String> named = json.text("frontBundleEntry");
        String entry = named.orElse(byName);
        if (!entry.matches("(\\./)?[A-Za-z0-9_.-]+\\.json") || entry.contains("..")) {
            if (entry.endsWith(".json")) {
                throw json.fault(
                        "frontBundleEntry",
                        "must name a .json file in the element's own folder, like \"" + byName + "\"");
            }
            entry = byName;
        }
        return entry.replaceFirst("^\\./", "");
    }
}
