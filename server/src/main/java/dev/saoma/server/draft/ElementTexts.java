package dev.saoma.server.draft;

import dev.saoma.element.ElementFiles;
import dev.saoma.element.ElementName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of an element's two files.
 *
 * @param name the full name of the element
 * @param element the text of {@code e.json}
 * @param businessName the name of the business file in the element's folder
 * @param business the text of the business file; empty when there is none
 */
public record ElementTexts(ElementName name, String element, String businessName, Optional<String> business) {
    private static final int ETAG_DIGITS = 32;

    /** Returns the text of the business file; an empty text when there is none. */
    public String businessText() {
        return business.orElse("");
    }

    /** Returns both texts by the names of their files below the app's root, the business file first. */
    public Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        business.ifPresent(text -> files.put(ElementFiles.folder(name) + businessName, text));
        files.put(ElementFiles.element(name), element);
        return files;
    }

    /** Returns a text that differs when one of the files differs: 32 hexadecimal digits. */
    public String etag() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {element, businessName, businessText()}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, ETAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }

    /** Returns the name alone, since the texts may hold a secret. */
    @Override
    public String toString() {
        return name.value();
    }
}
