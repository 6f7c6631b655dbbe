package dev.saoma.element;

/**
 * The contents of an element's files. Placeholders are filled when a text is read.
 *
 * @param name the full name
 * @param app the appId of the app that contains it
 * @param type the full name of its Type or Meta; empty for a Meta
 * @param title a title for display
 * @param access what apps that extend this one may do with it
 * @param json {@code e.json}
 * @param business the business file that {@code frontBundleEntry} names, else {@code <Name>.json}; without keys
 *     when there is none
 */
public record ElementDefinition(
        ElementName name, String app, String type, String title, AccessModifier access, Json json, Json business) {

    /**
     * Returns whether both files have equal keys and values. Placeholders are compared as written, not by their values.
     */
    public boolean hasSameContentAs(ElementDefinition other) {
        return name.equals(other.name)
                && app.equals(other.app)
                && json.raw().equals(other.json.raw())
                && business.raw().equals(other.business.raw());
    }

    /** Returns the Java class that {@code backendBundleEntry} names; "." when the element has no code. */
    public String backendBundleEntry() {
        return json.text("backendBundleEntry").orElse(".");
    }
}
