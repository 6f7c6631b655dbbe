package dev.saoma.server.draft;

import dev.saoma.element.ElementFiles;
import dev.saoma.element.ElementName;
import dev.saoma.error.ConfigException;
import dev.saoma.internal.json.JsonStrings;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.server.draft.ElementDraft.Fields;
import dev.saoma.server.draft.ElementDraft.SecretChange;
import dev.saoma.server.draft.ElementDraft.Source;
import dev.saoma.server.draft.SecretForm.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Turns a draft into the texts that are written. Secrets that were typed are sealed. */
public final class DraftTexts {
    private static final String ELEMENT = "e.json";
    private static final String SECRET = "appSecret";

    private final SealKey key;

    public DraftTexts(SealKey key) {
        this.key = key;
    }

    /**
     * Returns the texts of a draft.
     *
     * @param present the element as it is; empty for a new one
     * @throws InvalidElementException when it cannot be saved
     */
    public ElementTexts of(ElementName name, ElementDraft draft, Optional<ElementTexts> present) {
        if (draft instanceof Fields fields) {
            return fields(name, fields, present);
        }
        return source(name, (Source) draft, present);
    }

    /**
     * Returns the texts of an earlier version.
     *
     * @param earlier with {@code <unchanged>} in place of each secret in clear
     * @param change the application's secret; {@code Keep} for the one of that version
     * @param present has the secrets that stay; empty when the element was deleted
     * @throws InvalidElementException when a secret is in neither of them
     */
    public ElementTexts restored(ElementTexts earlier, SecretChange change, Optional<ElementTexts> present) {
        String appId =
                new JsonFile(earlier.businessText()).text("authConfig", "appId").orElse("");
        ElementTexts texts = secret(earlier.name(), appId, change)
                .map(secret -> FieldTexts.withSecret(earlier, secret))
                .orElse(earlier);
        return ClearSecrets.restored(texts, present, ClearSecrets.NOT_IN_HISTORY);
    }

    /**
     * Returns texts for the database, which keeps no secret in clear. The application's secret is sealed. A text that is not JSON
     * stays as it is, for the loader to refuse.
     *
     * @throws InvalidElementException when it cannot be sealed, or another secret is in clear
     */
    public ElementTexts forDatabase(ElementTexts texts) {
        ElementTexts sealed = key.canSeal() ? sealed(texts, Optional.empty()) : texts;
        List<ElementFault> faults = ClearSecrets.faults(sealed);
        if (!faults.isEmpty()) {
            throw new InvalidElementException(faults);
        }
        return sealed;
    }

    private ElementTexts fields(ElementName name, Fields fields, Optional<ElementTexts> present) {
        String appId = fields.appId()
                .or(() -> present.flatMap(texts -> new JsonFile(texts.businessText()).text("authConfig", "appId")))
                .orElse("");
        Optional<String> secret = secret(name, appId, fields.secret());
        return present.map(texts -> FieldTexts.edited(texts, fields, secret))
                .orElseGet(() -> FieldTexts.created(name, fields, secret));
    }

    private Optional<String> secret(ElementName name, String appId, SecretChange change) {
        if (change instanceof SecretChange.Variable variable) {
            return Optional.of(SecretForm.placeholder(variable.name()));
        }
        return change instanceof SecretChange.Typed typed
                ? Optional.of(sealed(name, appId, typed.secret()))
                : Optional.empty();
    }

    private String sealed(ElementName name, String appId, Secret typed) {
        Secret secret = configured(typed);
        if (secret.isEmpty() || SecretForm.of(secret.reveal()).kind() != Kind.CLEAR || isMark(secret)) {
            throw fault("must be the secret itself; give a variable as secret.variable");
        }
        if (secret.reveal().equals(appId)) {
            throw fault("is the AppID; the secret is another text, of 32 hexadecimal digits");
        }
        if (appId.contains("{{")) {
            throw fault("cannot be sealed, since the AppID is a placeholder; name a variable for the secret too");
        }
        if (!key.canSeal()) {
            throw fault(
                    "was typed, but there is no key to seal it with: set saoma.seal-key, or name an environment variable");
        }
        return key.seal(secret, SealKey.purpose(name.value(), appId));
    }

    private static boolean isMark(Secret secret) {
        return secret.reveal().equals(ClearSecrets.MARK);
    }

    private static Secret configured(Secret typed) {
        try {
            return Secret.configured(typed.reveal());
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException fault(String problem) {
        return new InvalidElementException(new ElementFault(ELEMENT, SECRET, problem));
    }

    private ElementTexts source(ElementName name, Source source, Optional<ElementTexts> present) {
        String element = Optional.ofNullable(source.files().get(ELEMENT)).orElseThrow(() -> missing(ELEMENT));
        String businessName = businessName(name, element);
        Set<String> others = new HashSet<>(source.files().keySet());
        others.removeAll(Set.of(ELEMENT, businessName));
        if (!others.isEmpty()) {
            throw new InvalidElementException(new ElementFault(
                    ELEMENT, "frontBundleEntry", "names " + businessName + ", so the other file must have this name"));
        }
        if (present.isEmpty() && ElementNames.isDevice(businessName)) {
            throw new InvalidElementException(new ElementFault(
                    ELEMENT, "frontBundleEntry", "names a device on Windows; take another name for the file"));
        }
        if (present.filter(texts -> !texts.businessName().equals(businessName)).isPresent()) {
            throw new InvalidElementException(new ElementFault(
                    ELEMENT, "frontBundleEntry", "must stay as it is; the file cannot be renamed here"));
        }
        Optional<String> business =
                Optional.ofNullable(source.files().get(businessName)).or(() -> present.flatMap(ElementTexts::business));
        var typed = new ElementTexts(name, element, businessName, business);
        return sealed(ClearSecrets.restored(typed, present, ClearSecrets.NOT_IN_FILES), present);
    }

    /** Seals secrets of the application that are neither a placeholder nor in the files already. */
    private ElementTexts sealed(ElementTexts texts, Optional<ElementTexts> present) {
        var kept = new HashSet<String>();
        present.ifPresent(before -> {
            kept.add(new JsonFile(before.element()).text(SECRET).orElse(""));
            kept.add(new JsonFile(before.businessText())
                    .text("authConfig", SECRET)
                    .orElse(""));
        });
        String appId =
                new JsonFile(texts.businessText()).text("authConfig", "appId").orElse("");
        // Both files must hold the same text.
        Map<String, String> sealed = new HashMap<>();
        return new ElementTexts(
                texts.name(),
                sealed(texts.element(), texts.name(), appId, kept, sealed),
                texts.businessName(),
                texts.business().map(text -> sealed(text, texts.name(), appId, kept, sealed)));
    }

    private String sealed(String text, ElementName name, String appId, Set<String> kept, Map<String, String> sealed) {
        try {
            return JsonStrings.replace(text, (path, value) -> {
                boolean isTyped = !path.isEmpty()
                        && path.get(path.size() - 1).equals(SECRET)
                        && SecretForm.of(value).kind() == Kind.CLEAR
                        && !kept.contains(value);
                if (!isTyped) {
                    return Optional.empty();
                }
                if (SecretForm.of(value).variable().isPresent()) {
                    throw fault("has a secret in clear as the default of a placeholder; leave the default out");
                }
                return Optional.of(sealed.computeIfAbsent(value, clear -> sealed(name, appId, Secret.of(clear))));
            });
        } catch (JacksonException e) {
            // The loader reports it with its place.
            return text;
        }
    }

    private static String businessName(ElementName name, String element) {
        try {
            return ElementFiles.business(name, element, ELEMENT);
        } catch (ConfigException e) {
            throw InvalidElementException.of(e, "");
        }
    }

    private static RuntimeException missing(String file) {
        return new InvalidElementException(new ElementFault(file, "", "is missing"));
    }
}
