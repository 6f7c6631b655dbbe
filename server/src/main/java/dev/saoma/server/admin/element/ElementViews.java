package dev.saoma.server.admin.element;

import dev.saoma.AppElements;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.server.admin.element.LastTests.LastTest;
import dev.saoma.server.draft.ElementFault;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.draft.ElementWarning;
import dev.saoma.server.draft.SecretForm;
import dev.saoma.server.draft.SecretForm.Kind;
import dev.saoma.server.element.ElementCheck;
import dev.saoma.server.element.ElementVersion;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.element.LoginTypes;
import dev.saoma.server.element.StoredElement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Login instances as they are sent. No view holds a secret in clear. */
final class ElementViews {
    private ElementViews() {}

    record FileView(String name, String text) {
        static List<FileView> of(ElementTexts hidden) {
            return hidden.files().entrySet().stream()
                    .sorted((a, b) -> Boolean.compare(
                            !a.getKey().endsWith("/e.json"), !b.getKey().endsWith("/e.json")))
                    .map(file -> new FileView(file.getKey(), file.getValue()))
                    .toList();
        }
    }

    record SecretView(String kind, Optional<String> variable, boolean isSet) {
        static SecretView of(SecretForm form, AppElements elements) {
            boolean isSet = switch (form.kind()) {
                case ENVIRONMENT ->
                    form.variable().filter(elements::isVariableSet).isPresent();
                case SEALED, CLEAR -> true;
                case NONE -> false;
            };
            return new SecretView(
                    form.kind().name().toLowerCase(Locale.ROOT),
                    form.variable().filter(name -> form.kind() == Kind.ENVIRONMENT),
                    isSet);
        }
    }

    /** An element that is hidden by a nearer one; {@code files} is left out in lists. */
    record OverriddenView(
            String app,
            String store,
            boolean hasChanged,
            @OmitNull @Nullable List<FileView> files) {
        static OverriddenView of(StoredElement.Overridden hidden, boolean isWhole) {
            return new OverriddenView(
                    hidden.app(),
                    hidden.place().code(),
                    hidden.hasChanged(),
                    isWhole ? FileView.of(hidden.shown()) : null);
        }
    }

    /** An element; {@code files} is left out in lists. */
    record ElementView(
            String fullName,
            String name,
            String type,
            String title,
            String app,
            String store,
            boolean isEditable,
            boolean overrides,
            @Nullable OverriddenView overridden,
            boolean isInUse,
            boolean isActive,
            String appId,
            String openPlatform,
            String registration,
            SecretView secret,
            String etag,
            Optional<Integer> boundUsers,
            @Nullable LastTest lastTest,
            @OmitNull @Nullable List<FileView> files) {}

    /** Makes the views of one app's elements. */
    record Factory(LoginElements logins, AppElements elements, LastTests tests) {
        List<ElementView> brief(List<StoredElement> all) {
            Map<String, LastTest> last = tests.byInstance();
            return all.stream().map(element -> view(element, last, null)).toList();
        }

        ElementView whole(StoredElement element) {
            return view(element, tests.byInstance(), FileView.of(element.shown()));
        }

        private ElementView view(StoredElement element, Map<String, LastTest> last, @Nullable List<FileView> files) {
            return new ElementView(
                    element.texts().name().value(),
                    element.texts().name().simple(),
                    element.element("type").orElse(""),
                    element.element("title").orElse(""),
                    element.app(),
                    element.place().code(),
                    element.isEditable(),
                    element.overridden().isPresent(),
                    element.overridden()
                            .map(hidden -> OverriddenView.of(hidden, files != null))
                            .orElse(null),
                    element.isInUse(),
                    element.isActive(),
                    element.business("authConfig", "appId").orElse(""),
                    element.business("authConfig", "openPlatform").orElse("default"),
                    element.business("registration").orElse("deny"),
                    SecretView.of(element.secret(), elements),
                    tag(element),
                    element.instance().map(logins::boundUsers),
                    last.get(element.texts().name().value()),
                    files);
        }
    }

    /** Returns the value of {@code ETag}, with its quotes. */
    static String tag(StoredElement element) {
        return "\"" + element.texts().etag() + "\"";
    }

    record ListView(
            String store,
            boolean isWritable,
            Optional<String> reason,
            boolean canSeal,
            Optional<String> callbackDomain,
            List<ElementView> elements) {}

    record CheckView(List<FileView> files, List<ElementFault> faults, List<ElementWarning> warnings) {
        static CheckView of(ElementCheck check) {
            return new CheckView(check.texts().map(FileView::of).orElse(List.of()), check.faults(), check.warnings());
        }
    }

    record VersionView(
            int version,
            Instant at,
            String actor,
            String change,
            Optional<String> reason,
            @OmitNull @Nullable List<FileView> files) {
        static VersionView of(ElementVersion version, @Nullable ElementTexts texts) {
            return new VersionView(
                    version.version(),
                    version.at(),
                    version.actor().name(),
                    version.change().code(),
                    version.reason(),
                    texts == null ? null : FileView.of(texts));
        }
    }

    record TypeView(String type, String title, String app, List<Map<String, Object>> fields) {
        static TypeView of(LoginTypes.Type type) {
            return new TypeView(
                    type.name(),
                    type.title(),
                    type.app(),
                    type.fields().stream().map(ElementViews::field).toList());
        }
    }

    /** Returns a field as a map, since no component of a record can be named {@code default}. */
    private static Map<String, Object> field(LoginTypes.Field field) {
        var view = new LinkedHashMap<String, Object>();
        view.put("key", field.key());
        view.put("label", field.label());
        view.put("kind", field.kind());
        view.put("isRequired", field.isRequired());
        view.put("pattern", field.pattern());
        view.put("choices", field.choices());
        view.put("default", field.byDefault());
        return view;
    }
}
