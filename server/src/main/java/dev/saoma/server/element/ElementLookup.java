package dev.saoma.server.element;

import dev.saoma.App;
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
import dev.saoma.server.element.StoredElement.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds login instances in the store and in the apps that are extended. */
final class ElementLookup {
    private final App app;
    private final ElementStore files;

    ElementLookup(App app, ElementStore files) {
        this.app = app;
        this.files = files;
    }

    List<StoredElement> all() {
        return app.elements().instances().stream()
                .map(definition -> find(definition.name()))
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<StoredElement> find(ElementName name) {
        Elements current = app.elements().current();
        Optional<ElementDefinition> known = current.find(name);
        if (known.isPresent() && !isInstance(name)) {
            return Optional.empty();
        }
        boolean isOwn = known.filter(definition -> definition.app().equals(current.app()))
                .isPresent();
        Optional<ElementDefinition> inherited = isOwn ? current.overridden(name) : known;
        Optional<String> readOnly = files.readOnly();
        Optional<StoredElement> own = files.read(name)
                .map(texts -> new StoredElement(
                        texts, current.app(), Place.FOLDER, readOnly.isEmpty(), inherited.isPresent(), instance(name)));
        return own.or(() -> inherited.flatMap(definition -> inherited(definition, readOnly.isEmpty())));
    }

    private Optional<StoredElement> inherited(ElementDefinition definition, boolean isWritable) {
        return texts(definition)
                .map(texts -> new StoredElement(
                        texts,
                        definition.app(),
                        Place.PARENT,
                        isWritable && definition.access() == AccessModifier.PUBLIC,
                        app.elements().current().overridden(definition.name()).isPresent(),
                        instance(definition.name())));
    }

    private static Optional<ElementTexts> texts(ElementDefinition definition) {
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
