package dev.saoma.server.transfer;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.server.draft.ClearSecrets;
import dev.saoma.server.draft.ElementDraft;
import dev.saoma.server.draft.ElementFault;
import dev.saoma.server.draft.ElementNames;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.element.Precondition;
import dev.saoma.server.element.StoredElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What would have to change for a server's login instances to be those of a folder. */
public final class ElementPlan {
    private static final String E_JSON = "e.json";

    private final List<Step> steps;

    private ElementPlan(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * One change.
     *
     * @param present empty for a new one
     * @param wanted empty for one that is removed
     */
    private record Step(ElementName name, Optional<StoredElement> present, Optional<ElementTexts> wanted) {
        String kind() {
            return present.isEmpty() ? "added" : wanted.isEmpty() ? "removed" : "changed";
        }

        String identity() {
            return kind() + " " + name + " "
                    + present.map(element -> element.texts().etag()).orElse("-") + " "
                    + wanted.map(ElementTexts::etag).orElse("-") + "\n";
        }
    }

    /**
     * Compares a folder of the format of an app with what there is. Login instances that cannot be edited are left as they are.
     *
     * @throws ConfigException when the folder cannot be read, or has a secret in clear that is not there already
     */
    public static ElementPlan of(Path folder, LoginElements logins) {
        Map<String, ElementTexts> wanted = wanted(folder);
        var steps = new ArrayList<Step>();
        for (StoredElement present : ElementExport.own(logins)) {
            ElementName name = present.texts().name();
            Optional<ElementTexts> texts = Optional.ofNullable(wanted.remove(name.value()));
            boolean isSame = texts.filter(present.texts()::equals).isPresent();
            if (!isSame && (texts.isPresent() || logins.isDeletable(present))) {
                steps.add(new Step(name, Optional.of(present), texts));
            }
        }
        wanted.values()
                .forEach(texts -> steps.add(new Step(texts.name(), logins.find(texts.name()), Optional.of(texts))));
        steps.removeIf(step -> step.present().isPresent()
                && step.wanted().filter(step.present().get().texts()::equals).isPresent());
        steps.forEach(ElementPlan::requireNoClearSecret);
        return new ElementPlan(steps);
    }

    private static Map<String, ElementTexts> wanted(Path folder) {
        Elements elements = Elements.open(folder, name -> Optional.of("x"));
        var wanted = new TreeMap<String, ElementTexts>();
        for (ElementDefinition definition : elements.all()) {
            boolean isInstance = definition.app().equals(elements.apps().get(0))
                    && definition.backendBundleEntry().equals(".")
                    && !definition.type().isEmpty()
                    && !ElementNames.isClient(definition);
            if (isInstance) {
                wanted.put(
                        definition.name().value(),
                        new ElementTexts(
                                definition.name(),
                                definition.json().source().orElseThrow(),
                                Objects.requireNonNull(
                                        definition.business().file().replaceFirst("^.*[/\\\\]", "")),
                                definition.business().source()));
            }
        }
        return wanted;
    }

    private static void requireNoClearSecret(Step step) {
        step.wanted().filter(ClearSecrets::isIn).ifPresent(texts -> {
            throw new ConfigException(
                    texts.name().value(),
                    "appSecret",
                    "is in clear in the folder: seal it in the console, or name an environment variable");
        });
    }

    /** Returns whether nothing would change. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Returns a hash of what there is and what is wanted: 16 hexadecimal digits. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            steps.forEach(step -> digest.update(step.identity().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }

    /** Returns the changes as lines for people, with each file line by line and without secrets in clear. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (Step step : steps) {
            lines.add(step.kind() + " " + step.name());
            Map<String, String> before = step.present()
                    .map(StoredElement::shown)
                    .map(ElementTexts::files)
                    .orElse(Map.of());
            Map<String, String> after = step.wanted()
                    .map(ClearSecrets::hidden)
                    .map(ElementTexts::files)
                    .orElse(Map.of());
            var names = new TreeMap<>(before);
            names.putAll(after);
            for (String file : names.keySet()) {
                String old = before.getOrDefault(file, "");
                String changed = after.getOrDefault(file, "");
                if (!old.equals(changed)) {
                    lines.add("  " + file);
                    TextComparison.lines(old, changed).forEach(line -> lines.add("    " + line));
                }
            }
        }
        return lines;
    }

    /**
     * Makes the changes one after another, removals last. Each is checked before the first one is made.
     *
     * @return a line for each change
     * @throws LoginException for the first change that cannot be made; those before it stay
     */
    public List<String> apply(LoginElements logins) {
        var lines = new ArrayList<String>();
        steps.forEach(step -> step.wanted().ifPresent(texts -> requireValid(logins, texts)));
        steps.stream().filter(step -> step.wanted().isPresent()).forEach(step -> {
            logins.save(step.name(), source(step.wanted().get()), seen(step), Optional.empty());
            lines.add(step.kind() + " " + step.name());
        });
        steps.stream().filter(step -> step.wanted().isEmpty()).forEach(step -> {
            logins.delete(step.name(), seen(step), Optional.empty());
            lines.add(step.kind() + " " + step.name());
        });
        return lines;
    }

    private static void requireValid(LoginElements logins, ElementTexts texts) {
        List<ElementFault> faults = logins.check(texts.name(), source(texts)).faults();
        if (!faults.isEmpty()) {
            throw ConfigException.of(faults.stream()
                    .map(fault -> new ConfigException(
                            fault.file().isEmpty() ? texts.name().value() : fault.file(), fault.key(), fault.message()))
                    .toList());
        }
    }

    private static ElementDraft source(ElementTexts texts) {
        var files = new TreeMap<String, String>();
        files.put(E_JSON, texts.element());
        texts.business().ifPresent(text -> files.put(texts.businessName(), text));
        return new ElementDraft.Source(files);
    }

    private static Precondition seen(Step step) {
        return step.present()
                .<Precondition>map(
                        element -> new Precondition.Seen(List.of(element.texts().etag())))
                .orElseGet(Precondition.Absent::new);
    }
}
