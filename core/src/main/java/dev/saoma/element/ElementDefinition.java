package dev.saoma.element;

/**
 * What an element's files say, with placeholders unfilled until a text is read.
 *
 * @param name the full name
 * @param app the appId of the app that it stands in
 * @param type the full name of its Type or Meta; empty for a Meta
 * @param title for people
 * @param access what apps that extend this one may do with it
 * @param json {@code e.json}
 * @param business the business file that {@code frontBundleEntry} names, else {@code <Name>.json}; without keys when there
 *     is none
 */
public record ElementDefinition(
        ElementName name, String app, String type, String title, AccessModifier access, Json json, Json business) {

    /** Whether both files say the same, key by key, as they were written: placeholders are not compared by what they stand for. */
    public boolean saysTheSameAs(ElementDefinition other) {
        return name.equals(other.name)
                && app.equals(other.app)
                && json.raw().equals(other.json.raw())
                && business.raw().equals(other.business.raw());
    }

    /** The Java class that {@code backendBundleEntry} names; "." or nothing means that the element brings no code. */
    public String backendBundleEntry() {
        return json.text("backendBundleEntry").orElse(".");
    }
}
