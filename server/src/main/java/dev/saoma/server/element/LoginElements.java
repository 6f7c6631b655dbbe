package dev.saoma.server.element;

import dev.saoma.App;
import dev.saoma.element.ElementName;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.SealKey;
import dev.saoma.server.draft.ClearSecrets;
import dev.saoma.server.draft.DraftTexts;
import dev.saoma.server.draft.ElementDraft;
import dev.saoma.server.draft.ElementDraft.Fields;
import dev.saoma.server.draft.ElementDraft.SecretChange;
import dev.saoma.server.draft.ElementFault;
import dev.saoma.server.draft.ElementNames;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.draft.ElementWarning;
import dev.saoma.server.draft.ElementWarnings;
import dev.saoma.server.draft.FieldRules;
import dev.saoma.server.draft.InvalidElementException;
import dev.saoma.server.element.ElementVersion.Change;
import dev.saoma.server.element.StoredElement.Place;
import dev.saoma.store.sql.SqlStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The login instances of an app, which administrators create, edit, delete and restore. What is saved was loaded by the app's own
 * loader first, and is in use when the call returns. Thread-safe.
 */
public final class LoginElements {
    private final App app;
    private final SqlStore store;
    private final ElementsMode mode;
    private final ElementStores files;
    private final ElementLookup lookup;
    private final SealKey sealKey;
    private final DraftTexts drafts;
    private final ElementChanges changes;
    private final ElementNews news;
    private final boolean isProduction;

    LoginElements(ElementEnvironment environment, ElementsMode mode, ElementStores files) {
        this.mode = mode;
        this.app = environment.app();
        this.store = environment.store();
        this.isProduction = environment.isProduction();
        this.news = environment.news();
        this.files = files;
        this.lookup = new ElementLookup(app, files, store.database());
        this.sealKey = environment.sealKey();
        this.drafts = new DraftTexts(environment.sealKey());
        this.changes = new ElementChanges(environment);
    }

    /** Returns the elements that are edited as a mode says. */
    public static LoginElements of(ElementEnvironment environment, ElementsMode mode) {
        return of(environment, mode, DurableFiles.ofThisMachine());
    }

    static LoginElements of(ElementEnvironment environment, ElementsMode mode, DurableFiles durable) {
        var stores = new ArrayList<ElementStore>();
        App app = environment.app();
        if (mode.hasDatabase()) {
            stores.add(new DatabaseStore(app.elements(), environment.store(), environment.transactions()));
        }
        if (mode != ElementsMode.DATABASE) {
            var folder = new ElementFolder(app.elements().folder().orElseThrow(), durable);
            var recovery = new ElementRecovery(folder, environment.store(), app.clock());
            stores.add(new FolderStore(app.elements(), folder, environment.transactions(), recovery));
        }
        return new LoginElements(environment, mode, new ElementStores(stores));
    }

    /** Returns where elements are edited. */
    public ElementsMode mode() {
        return mode;
    }

    /** Returns whether secrets can be typed. */
    public boolean canSeal() {
        return sealKey.canSeal();
    }

    /** Returns why nothing can be saved; empty when it can. */
    public Optional<String> readOnly() {
        return files.readOnly();
    }

    /** Returns all login instances, sorted by name. */
    public List<StoredElement> all() {
        return lookup.all();
    }

    /** Returns a login instance. */
    public Optional<StoredElement> find(ElementName name) {
        return lookup.find(name);
    }

    /** Returns whether a login instance is where it can be edited, so that it can be deleted and not only overridden. */
    public boolean isDeletable(StoredElement element) {
        return files.at(element.place()).filter(own -> own.readOnly().isEmpty()).isPresent();
    }

    /** Returns what would come of saving a draft. Writes nothing. */
    public ElementCheck check(ElementName name, ElementDraft draft) {
        Optional<StoredElement> present = lookup.find(name);
        try {
            ElementTexts texts = texts(name, draft, present);
            List<ElementWarning> warnings = new ElementWarnings(app).of(texts, draft);
            Optional<ElementTexts> shown = Optional.of(ClearSecrets.hidden(texts));
            try {
                ElementChanges.requireInstance(name, files.target(present).check(texts));
                return new ElementCheck(shown, List.of(), warnings);
            } catch (ConfigException e) {
                return new ElementCheck(shown, lookup.invalid(e).faults(name), warnings);
            }
        } catch (InvalidElementException e) {
            return new ElementCheck(Optional.empty(), e.faults(name), List.of());
        }
    }

    /**
     * Creates an element, edits one, or overrides an inherited one.
     *
     * @param reason for the history
     * @throws LoginException {@code element_changed}, {@code element_invalid}, {@code elements_read_only};
     *     {@code last_login_method} when no administrator could sign in any more
     */
    public StoredElement save(
            ElementName name, ElementDraft draft, Precondition precondition, Optional<String> reason) {
        return changing(name, precondition, present -> {
            Change change = present.isEmpty() ? Change.CREATED : Change.SAVED;
            files.target(present).write(texts(name, draft, present), changes.of(name, change, reason));
            return lookup.find(name).orElseThrow();
        });
    }

    /**
     * Deletes an element. An inherited one that it has overridden is in use again.
     *
     * @throws LoginException as {@link #save}, and {@code not_found}
     */
    public void delete(ElementName name, Precondition precondition, Optional<String> reason) {
        changing(name, precondition, present -> {
            StoredElement element = present.orElseThrow(ElementLookup::unknown);
            ElementStore store = files.at(element.place())
                    .filter(own -> own.readOnly().isEmpty())
                    .orElseThrow(() -> new LoginException(
                            ErrorCode.ELEMENTS_READ_ONLY,
                            "It is in the app " + element.app()
                                    + ", which is not edited here. Override it, switched off."));
            store.delete(element.texts(), changes.of(name, Change.DELETED, reason));
            return true;
        });
    }

    /**
     * Saves the texts of an earlier version again. Where that version had a secret in clear, the present one stays.
     *
     * @param secret of the application, in place of the one of that version
     * @throws LoginException as {@link #save}, and {@code not_found}
     */
    public StoredElement undo(
            ElementName name, int version, SecretChange secret, Precondition precondition, Optional<String> reason) {
        ElementTexts earlier = versionTexts(name, version);
        return changing(name, precondition, present -> {
            ElementTexts texts = stored(drafts.restored(earlier, secret, present.map(StoredElement::texts)), present);
            files.target(present).write(texts, changes.of(name, Change.UNDONE, reason));
            return lookup.find(name).orElseThrow();
        });
    }

    /** Returns the history of an element, newest first, at most 200 versions. */
    public List<ElementVersion> versions(ElementName name) {
        return store.database().read(sql -> new ElementVersionRows(sql).list(name));
    }

    /**
     * Returns an entry of the history.
     *
     * @throws LoginException {@code not_found}
     */
    public ElementVersion version(ElementName name, int version) {
        return store.database()
                .read(sql -> new ElementVersionRows(sql).find(name, version))
                .orElseThrow(ElementLookup::unknown);
    }

    /**
     * Returns the texts of a version, with {@code <unchanged>} in place of each secret in clear.
     *
     * @throws LoginException {@code not_found}
     */
    public ElementTexts versionTexts(ElementName name, int version) {
        return store.database()
                .read(sql -> new ElementVersionRows(sql).texts(name, version))
                .orElseThrow(ElementLookup::unknown);
    }

    /** Returns the number of users who are bound at the application of an instance, at most 10,000. */
    public int boundUsers(LoginInstance instance) {
        return store.database().read(sql -> (int) sql.count(
                "SELECT count(*) FROM (SELECT 1 FROM saoma_wechat_auth WHERE app_id = ? LIMIT 10000) bound",
                instance.appId().value()));
    }

    private interface Work<T> {
        T of(Optional<StoredElement> present);
    }

    private <T> T changing(ElementName name, Precondition precondition, Work<T> work) {
        lookup.requireInstance(name);
        files.readOnly().ifPresent(reason -> {
            throw new LoginException(ErrorCode.ELEMENTS_READ_ONLY, reason);
        });
        try {
            T changed = files.exclusively(() -> {
                Optional<StoredElement> present = lookup.find(name);
                if (!precondition.holds(present)) {
                    throw ElementChangedException.of(present);
                }
                return work.of(present);
            });
            news.publish();
            return changed;
        } catch (InvalidElementException e) {
            throw e.refusal(name);
        } catch (ConfigException e) {
            throw lookup.invalid(e).refusal(name);
        }
    }

    private ElementTexts texts(ElementName name, ElementDraft draft, Optional<StoredElement> present) {
        if (present.isEmpty()) {
            ElementNames.fault(name, app.elements().current(), files.names()).ifPresent(fault -> {
                throw new InvalidElementException(fault);
            });
        }
        if (draft instanceof Fields fields) {
            List<ElementFault> faults = FieldRules.faults(name, fields, present.isEmpty());
            if (!faults.isEmpty()) {
                throw new InvalidElementException(faults);
            }
        }
        ElementTexts texts = drafts.of(name, draft, present.map(StoredElement::texts));
        if (isProduction) {
            ElementWarnings.requireNoSample(texts);
        }
        return stored(texts, present);
    }

    /** Returns the texts as their store keeps them. */
    private ElementTexts stored(ElementTexts texts, Optional<StoredElement> present) {
        return files.target(present).place() == Place.DATABASE ? drafts.forDatabase(texts) : texts;
    }
}
