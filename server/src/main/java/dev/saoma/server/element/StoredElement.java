package dev.saoma.server.element;

import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.draft.ClearSecrets;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.draft.FieldTexts;
import dev.saoma.server.draft.JsonFile;
import dev.saoma.server.draft.SecretForm;
import java.util.Locale;
import java.util.Optional;

/**
 * A login instance with its files as they are now.
 *
 * @param texts with secrets in clear; show {@link #shown()} only
 * @param app the {@code appId} of the app that contains it
 * @param isEditable whether a change can be saved; that of an inherited one becomes an override
 * @param overridden the one of the same name that it hides in an app that is extended
 * @param instance the instance in use; empty when the files are at fault
 * @param isInUse whether the app has taken these files over; not until it has looked, and not while they are at fault
 */
public record StoredElement(
        ElementTexts texts,
        String app,
        Place place,
        boolean isEditable,
        Optional<Overridden> overridden,
        Optional<LoginInstance> instance,
        boolean isInUse) {

    /**
     * An element that is hidden by a nearer one.
     *
     * @param texts with secrets in clear; show {@link #shown()} only
     * @param app the {@code appId} of the app that contains it
     * @param hasChanged whether its files are others than when the nearer one was saved last; false when that is not known
     */
    public record Overridden(ElementTexts texts, String app, Place place, boolean hasChanged) {
        /** Returns the texts with {@code <unchanged>} in place of each secret in clear. */
        public ElementTexts shown() {
            return ClearSecrets.hidden(texts);
        }
    }

    /** Where an element is. */
    public enum Place {
        /** In the app's own folder. */
        FOLDER,
        /** In the database. */
        DATABASE,
        /** In an app that is extended. */
        PARENT;

        /** Returns the name that is sent. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the texts with {@code <unchanged>} in place of each secret in clear. */
    public ElementTexts shown() {
        return ClearSecrets.hidden(texts);
    }

    /** Returns the text of a key of {@code e.json}. */
    public Optional<String> element(String key) {
        return new JsonFile(texts.element()).text(key);
    }

    /** Returns the text of a key of the business file. */
    public Optional<String> business(String... path) {
        return new JsonFile(texts.businessText()).text(path);
    }

    /** Returns the key {@code isActive}, by default true. */
    public boolean isActive() {
        return FieldTexts.isActive(new JsonFile(texts.businessText()));
    }

    /** Returns how the application's secret is written. */
    public SecretForm secret() {
        return SecretForm.of(secretText());
    }

    /** Returns the secret as it is written; an empty text for none. */
    String secretText() {
        return element("appSecret")
                .filter(text -> !text.isEmpty())
                .or(() -> business("authConfig", "appSecret"))
                .orElse("");
    }
}
