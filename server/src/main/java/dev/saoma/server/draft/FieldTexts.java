package dev.saoma.server.draft;

import dev.saoma.element.ElementName;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.logintype.Registration;
import dev.saoma.server.draft.ElementDraft.Access;
import dev.saoma.server.draft.ElementDraft.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Builds the two files from fields, with the keys in the order of the specification. Keys that have defaults are written
 * only where they differ from them.
 */
public final class FieldTexts {
    private static final List<String> ELEMENT =
            List.of("type", "title", "appSecret", "backendBundleEntry", "frontBundleEntry");
    private static final List<String> AUTH_CONFIG = List.of("appId", "appSecret", "openPlatform");
    private static final List<String> BUSINESS = List.of("authConfig", "isActive", "registration");
    private static final String CONFIG = "authConfig";
    private static final String SECRET = "appSecret";

    private FieldTexts() {}

    /**
     * Returns the texts of a new element.
     *
     * @param secret the text of the secret; empty for none
     */
    static ElementTexts created(ElementName name, Fields fields, Optional<String> secret) {
        var element = new JsonFile("");
        element(element, fields, secret);
        String businessName = name.simple() + ".json";
        element.set("backendBundleEntry", JsonNode.text("."), ELEMENT);
        element.set("frontBundleEntry", JsonNode.text("./" + businessName), ELEMENT);
        var business = new JsonFile("");
        business(business, fields, secret);
        if (fields.access().isActive().isEmpty()) {
            // Nobody should be able to use it before it was tried.
            isActive(business, false);
        }
        return new ElementTexts(name, element.written(), businessName, Optional.of(business.written()));
    }

    /**
     * Returns the texts of an element with other fields.
     *
     * @param secret the new text of the secret; empty to keep it
     */
    static ElementTexts edited(ElementTexts present, Fields fields, Optional<String> secret) {
        var element = new JsonFile(present.element());
        var business = new JsonFile(present.businessText());
        element(element, fields, secret);
        business(business, fields, secret);
        return new ElementTexts(
                present.name(), element.written(), present.businessName(), Optional.of(business.written()));
    }

    /** Returns the texts of an element with another secret. */
    static ElementTexts withSecret(ElementTexts present, String secret) {
        var element = new JsonFile(present.element());
        var business = new JsonFile(present.businessText());
        element.set(SECRET, JsonNode.text(secret), ELEMENT);
        business.set(CONFIG, SECRET, JsonNode.text(secret), AUTH_CONFIG);
        return new ElementTexts(
                present.name(), element.written(), present.businessName(), Optional.of(business.written()));
    }

    private static void element(JsonFile element, Fields fields, Optional<String> secret) {
        fields.type().ifPresent(type -> element.set("type", JsonNode.text(type), ELEMENT));
        fields.title().ifPresent(title -> element.set("title", JsonNode.text(title), ELEMENT));
        secret.ifPresent(text -> element.set(SECRET, JsonNode.text(text), ELEMENT));
    }

    private static void business(JsonFile business, Fields fields, Optional<String> secret) {
        fields.appId().ifPresent(appId -> business.set(CONFIG, "appId", JsonNode.text(appId), AUTH_CONFIG));
        secret.ifPresent(text -> business.set(CONFIG, SECRET, JsonNode.text(text), AUTH_CONFIG));
        access(business, fields.access());
        fields.own().forEach((key, value) -> business.put(List.of(key.split("\\.")), value));
    }

    private static void access(JsonFile business, Access access) {
        access.openPlatform()
                .filter(account ->
                        !business.text(CONFIG, "openPlatform").orElse("default").equals(account))
                .ifPresent(account -> openPlatform(business, account));
        access.isActive()
                .filter(active -> active != isActive(business))
                .ifPresent(active -> isActive(business, active));
        access.registration()
                .map(registration -> registration.name().toLowerCase(Locale.ROOT))
                .filter(registration ->
                        !business.text("registration").orElse("deny").equals(registration))
                .ifPresent(registration -> registration(business, registration));
    }

    private static void openPlatform(JsonFile business, String account) {
        if (account.equals("default")) {
            business.remove(CONFIG, "openPlatform");
        } else {
            business.set(CONFIG, "openPlatform", JsonNode.text(account), AUTH_CONFIG);
        }
    }

    /** Returns the value of the key, by default true. */
    public static boolean isActive(JsonFile business) {
        JsonNode active = business.find("isActive");
        return !active.isBoolean() || active.booleanValue();
    }

    private static void isActive(JsonFile business, boolean active) {
        if (active) {
            business.remove("isActive");
        } else {
            business.set("isActive", JsonNode.flag(false), BUSINESS);
        }
    }

    private static void registration(JsonFile business, String registration) {
        if (registration.equals(Registration.DENY.name().toLowerCase(Locale.ROOT))) {
            business.remove("registration");
        } else {
            business.set("registration", JsonNode.text(registration), BUSINESS);
        }
    }
}
