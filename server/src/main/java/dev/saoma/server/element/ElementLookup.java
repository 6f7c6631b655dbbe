package dev.saoma.server.element;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.element.AccessModifier;
import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.draft.InvalidElementException;
import dev.saoma.server.element.StoredElement.Overridden;
import dev.saoma.server.element.StoredElement.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds login instances in the store and in the apps that are extended. */
final class ElementLookup {
    private final App app;
    private final ElementStores stores;
    private final Database database;

    ElementLookup(App app, ElementStores stores, Database database) {
        this.app = app;
        this.stores = stores;
        this.database = database;
    }

    List<StoredElement> all() {
        return app.elements().instances().stream()
                .map(definition -> find(definition.name()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the nearest element of a name, with its files as they are now. */
    Optional<StoredElement> find(ElementName name) {
        Optional<ElementDefinition> known = app.elements().current().find(name);
        if (known.isPresent() && !isInstance(name)) {
            return Optional.empty();
        }
        for (Place place : List.of(Place.DATABASE, Place.FOLDER)) {
            Optional<ElementTexts> texts = stores.read(place, name);
            if (texts.isPresent()) {
                return Optional.of(own(texts.get(), place, name));
            }
        }
        return farther(known, name).flatMap(this::inherited);
    }

    private StoredElement own(ElementTexts texts, Place place, ElementName name) {
        String appId = appId(place);
        boolean isEditable = stores.target(Optional.empty()).readOnly().isEmpty()
                || stores.at(place).filter(store -> store.readOnly().isEmpty()).isPresent();
        return new StoredElement(
                texts,
                appId,
                place,
                isEditable,
                below(app.elements().current(), name, appId)
                        .flatMap(definition -> overridden(definition, place == Place.DATABASE)),
                instance(name),
                isInUse(texts, appId));
    }

    /** Returns the definition of a name in an app that is farther than another one. */
    static Optional<ElementDefinition> below(Elements current, ElementName name, String app) {
        return Stream.concat(current.find(name).stream(), current.overridden(name).stream())
                .filter(definition ->
                        !definition.app().equals(app) && !definition.app().equals(OverlayRows.APP))
                .findFirst();
    }

    /** @param isBaseKnown whether a save stores what it overrides */
    private Optional<Overridden> overridden(ElementDefinition definition, boolean isBaseKnown) {
        return texts(definition).map(texts -> {
            String base =
                    isBaseKnown ? database.read(sql -> new ElementVersionRows(sql).foundEtag(definition.name())) : "";
            boolean hasChanged = !base.isEmpty() && !base.equals(texts.etag());
            return new Overridden(texts, definition.app(), place(definition), hasChanged);
        });
    }

    private boolean isInUse(ElementTexts texts, String appId) {
        return app.elements()
                .current()
                .find(texts.name())
                .filter(nearest -> nearest.app().equals(appId))
                .flatMap(ElementLookup::texts)
                .filter(texts::equals)
                .isPresent();
    }

    /** Returns a definition that is in none of the stores; in use may still be one that was deleted by hand. */
    private Optional<ElementDefinition> farther(Optional<ElementDefinition> known, ElementName name) {
        return known.filter(definition -> stores.at(place(definition)).isEmpty())
                .or(() -> app.elements()
                        .current()
                        .overridden(name)
                        .filter(definition -> stores.at(place(definition)).isEmpty()));
    }

    private Place place(ElementDefinition definition) {
        if (definition.app().equals(OverlayRows.APP)) {
            return Place.DATABASE;
        }
        return definition.app().equals(appId(Place.FOLDER)) ? Place.FOLDER : Place.PARENT;
    }

    private String appId(Place place) {
        return app.elements().current().apps().stream()
                .filter(id -> place == Place.DATABASE || !id.equals(OverlayRows.APP))
                .findFirst()
                .orElse("");
    }

    private Optional<StoredElement> inherited(ElementDefinition definition) {
        return texts(definition)
                .map(texts -> new StoredElement(
                        texts,
                        definition.app(),
                        place(definition),
                        stores.readOnly().isEmpty() && definition.access() == AccessModifier.PUBLIC,
                        below(app.elements().current(), definition.name(), definition.app())
                                .flatMap(farther -> overridden(farther, false)),
                        instance(definition.name()),
                        isInUse(texts, definition.app())));
    }

    /** Returns the texts that a definition was read from. */
    static Optional<ElementTexts> texts(ElementDefinition definition) {
        return definition
                .json()
                .source()
                .map(element -> new ElementTexts(
                        definition.name(),
                        element,
                        Objects.requireNonNull(definition.business().file().replaceFirst("^.*[/\\\\]", "")),
                        definition.business().source()));
    }

    private boolean isInstance(ElementName name) {
        return app.elements().instances().stream()
                .anyMatch(definition -> definition.name().equals(name));
    }

    private Optional<LoginInstance> instance(ElementName name) {
        return app.loginInstances().stream()
                .filter(instance -> instance.fullName().equals(name.value()))
                .findFirst();
    }

    /** @throws LoginException {@code not_found} for the name of an element of another kind, such as a Type */
    void requireInstance(ElementName name) {
        if (app.elements().current().find(name).isPresent() && !isInstance(name)) {
            throw new LoginException(ErrorCode.NOT_FOUND, name + " is no login instance.");
        }
    }

    static LoginException unknown() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is no login instance of this name, or no such version.");
    }

    /** Returns what the loader has found, with files below the app's folder. */
    InvalidElementException invalid(ConfigException failure) {
        return InvalidElementException.of(
                failure, app.elements().folder().map(Object::toString).orElse(""));
    }
}
