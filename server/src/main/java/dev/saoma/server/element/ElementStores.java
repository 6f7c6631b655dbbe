package dev.saoma.server.element;

import dev.saoma.element.ElementName;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.element.StoredElement.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stores of an app's elements.
 *
 * @param all the nearest first; new elements are stored in the first
 */
record ElementStores(List<ElementStore> all) {

    /** Returns why nothing can be written; empty when it can. */
    Optional<String> readOnly() {
        return all.get(0).readOnly();
    }

    /** Returns the store that a change is written to: where the element is, else the nearest, in which it is overridden. */
    ElementStore target(Optional<StoredElement> present) {
        return present.flatMap(element -> at(element.place()))
                .filter(store -> store.readOnly().isEmpty())
                .orElse(all.get(0));
    }

    /** Returns the store of a place; empty when elements there cannot be edited. */
    Optional<ElementStore> at(Place place) {
        return all.stream().filter(store -> store.place() == place).findFirst();
    }

    /** Returns the texts of an element in a place. */
    Optional<ElementTexts> read(Place place, ElementName name) {
        return at(place).flatMap(store -> store.read(name));
    }

    /** Returns names beside those of login instances that new ones must not have. */
    List<String> names() {
        var names = new ArrayList<String>();
        all.forEach(store -> names.addAll(store.names()));
        return names;
    }

    /** Runs work while nobody else writes to a store that can be written. */
    <T> T exclusively(Supplier<T> work) {
        Supplier<T> inner = work;
        for (int i = all.size() - 1; i >= 0; i--) {
            ElementStore store = all.get(i);
            Supplier<T> next = inner;
            inner = store.readOnly().isPresent() ? next : () -> store.exclusively(next);
        }
        return inner.get();
    }
}
