package dev.saoma.server.element;

import dev.saoma.element.ElementName;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.draft.ElementTexts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the elements that can be edited are. */
interface ElementStore {

    /** Returns the place of its elements. */
    StoredElement.Place place();

    /** Returns why nothing can be written; empty when it can. */
    Optional<String> readOnly();

    /** Returns the texts of an element in this store. */
    Optional<ElementTexts> read(ElementName name);

    /** Returns names beside those of login instances that new ones must not have. */
    List<String> names();

    /** Runs work while nobody else writes. */
    <T> T exclusively(Supplier<T> work);

    /**
     * Loads the app as it would be with these texts. Writes nothing.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     */
    List<LoginInstance> check(ElementTexts texts);

    /**
     * Checks, writes and takes over the texts of an element, inside {@link #exclusively}.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault, before anything is written
     */
    void write(ElementTexts texts, Change change);

    /** Deletes an element, inside {@link #exclusively}. */
    void delete(ElementTexts texts, Change change);

    /** What a write stores beside the texts. */
    interface Change {
        /**
         * Requires that the change may be made, in the transaction that begins it.
         *
         * @param instances the login instances as they will be
         */
        void require(AdminTransaction tx, List<LoginInstance> instances);

        /** Returns the entry of the history, in the same transaction. */
        ElementVersion version(AdminTransaction tx);

        /** Writes the audit row, in the transaction that ends it. */
        void audit(AdminTransaction tx, List<LoginInstance> instances);
    }
}
