package dev.saoma.server.element;

import dev.saoma.AppElements;
import dev.saoma.element.ElementFiles;
import dev.saoma.element.ElementName;
import dev.saoma.element.OverlayFiles;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.element.StoredElement.Place;
import dev.saoma.store.sql.SqlStore;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Stores elements and their versions in the database, each change in one transaction. */
final class DatabaseStore implements ElementStore {
    /** An edit of another node between the check and the transaction is rare. */
    private static final int TRIES = 5;

    private final AppElements elements;
    private final SqlStore store;
    private final AdminTransactions transactions;
    /** The version before the work of {@link #exclusively} read anything; changed by its thread alone. */
    private long seen;

    DatabaseStore(AppElements elements, SqlStore store, AdminTransactions transactions) {
        this.elements = elements;
        this.store = store;
        this.transactions = transactions;
    }

    /** Another node has changed an element since the change was checked. */
    private static final class OverlayChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OverlayChangedException() {
            super("another node has changed a login method");
        }
    }

    @Override
    public Place place() {
        return Place.DATABASE;
    }

    @Override
    public Optional<String> readOnly() {
        return Optional.empty();
    }

    @Override
    public Optional<ElementTexts> read(ElementName name) {
        return store.database().read(sql -> new OverlayRows(sql).find(name));
    }

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return elements.exclusively(() -> {
            for (int tries = 0; tries < TRIES; tries++) {
                try {
                    seen = store.database().read(sql -> new OverlayRows(sql).version());
                    return work.get();
                } catch (OverlayChangedException e) {
                    elements.reload();
                }
            }
            throw new LoginException(
                    ErrorCode.STORE_UNAVAILABLE, "Other nodes change login methods all the time. Try again.");
        });
    }

    @Override
    public List<LoginInstance> check(ElementTexts texts) {
        return elements.check(with(files(), texts));
    }

    @Override
    public void write(ElementTexts texts, Change change) {
        OverlayFiles before = files();
        commit(before, with(before, texts), texts, texts.etag(), change, tx -> {
            addBase(texts.name(), tx);
            new OverlayRows(tx.sql()).put(texts, before.version() + 1, tx);
        });
    }

    @Override
    public void delete(ElementTexts texts, Change change) {
        OverlayFiles before = files();
        commit(
                before,
                without(before, texts),
                texts,
                "",
                change,
                tx -> new OverlayRows(tx.sql()).remove(texts.name(), before.version() + 1, tx));
    }

    /** Stores what the element overrides, so that a later change of it is noticed. */
    private void addBase(ElementName name, AdminTransaction tx) {
        var versions = new ElementVersionRows(tx.sql());
        ElementLookup.below(elements.current(), name, OverlayRows.APP)
                .flatMap(ElementLookup::texts)
                .filter(base -> !base.etag().equals(versions.foundEtag(name)))
                .ifPresent(base -> versions.addFound(base, tx.now()));
    }

    private void commit(
            OverlayFiles before,
            OverlayFiles after,
            ElementTexts texts,
            String etag,
            Change change,
            Consumer<AdminTransaction> work) {
        if (before.version() != seen) {
            throw new OverlayChangedException();
        }
        elements.edit(
                after,
                instances -> transactions.run(tx -> {
                    if (new OverlayRows(tx.sql()).lockVersion(tx.dialect()) != seen) {
                        throw new OverlayChangedException();
                    }
                    change.require(tx, instances);
                    work.accept(tx);
                    var versions = new ElementVersionRows(tx.sql());
                    ElementVersion version = change.version(tx);
                    versions.begin(version, texts, etag);
                    versions.end(texts.name(), version.version());
                    change.audit(tx, instances);
                    return true;
                }));
    }

    private OverlayFiles files() {
        return store.database().read(sql -> new OverlayRows(sql).files());
    }

    private static OverlayFiles with(OverlayFiles before, ElementTexts texts) {
        var files = new HashMap<>(before.files());
        files.putAll(texts.files());
        return new OverlayFiles(before.appId(), before.version() + 1, files);
    }

    private static OverlayFiles without(OverlayFiles before, ElementTexts texts) {
        var files = new HashMap<>(before.files());
        files.remove(ElementFiles.element(texts.name()));
        files.remove(ElementFiles.folder(texts.name()) + texts.businessName());
        return new OverlayFiles(before.appId(), before.version() + 1, files);
    }
}
