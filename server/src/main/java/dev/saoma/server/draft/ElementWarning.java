package dev.saoma.server.draft;

/**
 * A sign that an element that can be saved may not be meant so.
 *
 * @param code {@code same_app_id}, {@code app_id_form}, {@code secret_form}, {@code variable_not_set} or {@code sample_app_id}
 * @param key the key in the files
 */
public record ElementWarning(String code, String key, Text message) {
    /** A sentence in both languages. */
    public record Text(String en, String zh) {}

    static ElementWarning of(String code, String key, String en, String zh) {
        return new ElementWarning(code, key, new Text(en, zh));
    }
}
