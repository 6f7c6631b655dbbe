package dev.saoma.server.element;

import dev.saoma.AppElements;
import dev.saoma.element.ElementFiles;
import dev.saoma.element.ElementName;
import dev.saoma.element.FileChanges;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.draft.ElementTexts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores elements in the app's folder, and their versions in the database. */
final class FolderStore implements ElementStore {
    private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);

    private final AppElements elements;
    private final ElementFolder folder;
    private final AdminTransactions transactions;
    private final ElementRecovery recovery;

    FolderStore(AppElements elements, ElementFolder folder, AdminTransactions transactions, ElementRecovery recovery) {
        this.elements = elements;
        this.folder = folder;
        this.transactions = transactions;
        this.recovery = recovery;
    }

    @Override
    public StoredElement.Place place() {
        return StoredElement.Place.FOLDER;
    }

    @Override
    public Optional<String> readOnly() {
        return folder.readOnly();
    }

    @Override
    public Optional<ElementTexts> read(ElementName name) {
        return folder.read(name);
    }

    @Override
    public List<String> names() {
        return folder.names();
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return elements.exclusively(() -> folder.exclusively(() -> {
            recovery.run();
            return work.get();
        }));
    }

    @Override
    public List<LoginInstance> check(ElementTexts texts) {
        return elements.check(new FileChanges(texts.files(), Set.of()));
    }

    @Override
    public void write(ElementTexts texts, Change change) {
        elements.edit(new FileChanges(texts.files(), Set.of()), instances -> {
            int version = begin(texts, texts.etag(), change, instances);
            try {
                folder.write(texts);
            } catch (IOException e) {
                String etag = texts.etag();
                finish(
                        texts,
                        version,
                        e,
                        present -> present.filter(found -> found.etag().equals(etag))
                                .isPresent());
                return false;
            }
            end(texts, version, change, instances);
            return true;
        });
    }

    @Override
    public void delete(ElementTexts texts, Change change) {
        Set<String> files =
                Set.of(ElementFiles.element(texts.name()), ElementFiles.folder(texts.name()) + texts.businessName());
        elements.edit(new FileChanges(Map.of(), files), instances -> {
            int version = begin(texts, "", change, instances);
            try {
                folder.delete(texts.name(), texts.businessName());
            } catch (IOException e) {
                finish(texts, version, e, Optional::isEmpty);
                return false;
            }
            end(texts, version, change, instances);
            return true;
        });
    }

    private int begin(ElementTexts texts, String etag, Change change, List<LoginInstance> instances) {
        Optional<ElementTexts> present = folder.read(texts.name());
        return transactions.run(tx -> {
            change.require(tx, instances);
            var rows = new ElementVersionRows(tx.sql());
            // What another program has written would be lost for the history.
            present.filter(found -> !found.etag().equals(rows.newestEtag(texts.name())))
                    .ifPresent(found -> rows.addFound(found, tx.now()));
            ElementVersion version = change.version(tx);
            rows.begin(version, texts, etag);
            return version.version();
        });
    }

    private void end(ElementTexts texts, int version, Change change, List<LoginInstance> instances) {
        transactions.run(tx -> {
            new ElementVersionRows(tx.sql()).end(texts.name(), version);
            change.audit(tx, instances);
            return true;
        });
    }

    /** Completes or undoes a write that has failed; throws the refusal when it is undone. */
    private void finish(
            ElementTexts texts, int version, IOException failure, Predicate<Optional<ElementTexts>> isDone) {
        LOG.warn("writing {} has failed: {}", texts.name(), problem(failure));
        try {
            recovery.run();
        } catch (IOException | RuntimeException e) {
            // It is tried again at the next edit, and at the next start.
            LOG.warn("version {} of {} is unfinished: {}", version, texts.name(), e.toString());
        }
        if (!isDone.test(folder.read(texts.name()))) {
            throw refused(failure);
        }
    }

    static LoginException refused(IOException failure) {
        return new LoginException(
                ErrorCode.ELEMENTS_READ_ONLY, "The app's folder cannot be written: " + problem(failure) + ".");
    }

    /** The reason without the file, whose path begins outside of the app's folder. */
    private static String problem(IOException failure) {
        if (failure instanceof FileSystemException of) {
            return of.getReason() == null ? of.getClass().getSimpleName() : of.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
