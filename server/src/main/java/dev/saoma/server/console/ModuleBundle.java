package dev.saoma.server.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins the console's own modules into one: a browser makes one request in place of one for each file, and gzip finds what the
 * files have in common. Each module becomes a function that is called once and returns its exports, in the order of their imports;
 * its code is unchanged but for comments and the words {@code import} and {@code export}. Files below {@code vendor/} and of other
 * folders of the server stay modules of their own.
 */
final class ModuleBundle {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{([^}]*)\\} from '([^']+)';$");
    private static final Pattern NAME = Pattern.compile("([\\w$]+)(?: as ([\\w$]+))?");
    private static final Pattern EXPORT_FROM = Pattern.compile("(?m)^export \\{([^}]*)\\} from '([^']+)';$");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:async )?(?:function|class|const) (\\w+))");
    /** Forms that this class does not know; among them exports whose value may change later. */
    private static final Pattern UNKNOWN = Pattern.compile("(?m)^(?:import|export)\\b.*|\\bimport\\(.*");

    private final UnaryOperator<String> reader;
    /** The modules with their imports before them, by name. */
    private final Map<String, String> modules = new LinkedHashMap<>();

    /** How many imports lie below each module at most. */
    private final Map<String, Integer> depths = new HashMap<>();

    private final Set<String> open = new LinkedHashSet<>();
    private final List<String> foreign = new ArrayList<>();

    private ModuleBundle(UnaryOperator<String> reader) {
        this.reader = reader;
    }

    /**
     * Returns the module with all that it imports.
     *
     * @param name of the module, at the top of the folder
     * @param reader returns the text of a file of the folder, by its name
     * @throws IllegalStateException when a module has an import or an export of another form, or imports itself by way of others
     */
    static String of(String name, UnaryOperator<String> reader) {
        var bundle = new ModuleBundle(reader);
        bundle.add(name);
        var text = new StringBuilder();
        for (String path : bundle.foreign) {
            text.append("import * as %s from '%s';\n".formatted(variable(path), path));
        }
        // Texts import nothing and so come first, together: like beside like packs better.
        bundle.modules.keySet().stream()
                .sorted(Comparator.comparing(bundle.depths::get))
                .forEach(module -> text.append("// %s\nconst %s = (() => {\n%s})();\n"
                        .formatted(module, variable(module), bundle.modules.get(module))));
        return text.toString();
    }

    /** Returns the names of the own modules that a module needs, itself last. */
    static Set<String> names(String name, UnaryOperator<String> reader) {
        var bundle = new ModuleBundle(reader);
        bundle.add(name);
        return bundle.modules.keySet();
    }

    private void add(String name) {
        if (modules.containsKey(name)) {
            return;
        }
        if (!open.add(name)) {
            throw new IllegalStateException(name + " imports itself by way of " + open);
        }
        depths.put(name, 0);
        var exports = new ArrayList<String>();
        String code = ModuleComments.removed(reader.apply(name));
        code = replace(EXPORT_FROM, code, found -> {
            Name.in(found.group(1)).map(Name::alias).forEach(exports::add);
            return imported(name, found);
        });
        code = replace(IMPORT, code, found -> imported(name, found));
        code = replace(EXPORT, code, found -> {
            exports.add(found.group(1));
            return "";
        });
        UNKNOWN.matcher(code).results().findFirst().ifPresent(found -> {
            throw new IllegalStateException(name + " has an import or export of an unknown form: " + found.group());
        });
        String end = code.endsWith("\n") ? "" : "\n";
        modules.put(name, code + end + "return { " + String.join(", ", exports) + " };\n");
        open.remove(name);
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
    }

    private String imported(String importer, MatchResult found) {
        String path = resolve(importer, found.group(2));
        boolean isForeign = path.startsWith("../") || path.startsWith("./vendor/");
        if (!isForeign) {
            add(path);
            depths.merge(importer, depths.getOrDefault(path, 0) + 1, Math::max);
        } else if (!foreign.contains(path)) {
            foreign.add(path);
        }
        String names = Name.in(found.group(1)).map(Name::inPattern).collect(Collectors.joining(", "));
        return "const { " + names + " } = " + variable(path) + ";";
    }

    /** @param alias the name within the importing module, or that of a re-export */
    private record Name(String exported, String alias) {
        static Stream<Name> in(String list) {
            return NAME.matcher(list)
                    .results()
                    .map(found -> new Name(found.group(1), found.group(2) == null ? found.group(1) : found.group(2)));
        }

        String inPattern() {
            return exported.equals(alias) ? exported : exported + ": " + alias;
        }
    }

    /** Returns the name of an own module; of others the path as the bundle sees it. */
    private static String resolve(String importer, String path) {
        String folder = importer.contains("/") ? importer.substring(0, importer.lastIndexOf('/') + 1) : "";
        String joined = URI.create("http://host/up/" + folder).resolve(path).getPath();
        if (!joined.startsWith("/up/")) {
            return ".." + joined;
        }
        String name = joined.substring("/up/".length());
        return name.startsWith("vendor/") ? "./" + name : name;
    }

    private static String variable(String path) {
        return "$" + path.replaceAll("^\\W+|\\.js$", "").replaceAll("\\W", "_");
    }
}
