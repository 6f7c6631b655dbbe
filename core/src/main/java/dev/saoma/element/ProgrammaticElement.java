package dev.saoma.element;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An element that a program defines, in place of the two files of an element in a folder.
 *
 * @param name the full name
 * @param element the content of {@code e.json}
 * @param business the content of the business file
 * @param keys returns the name of a key for messages: for {@code authConfig.appId} the property that sets it
 */
public record ProgrammaticElement(
        ElementName name, Map<String, ?> element, Map<String, ?> business, UnaryOperator<String> keys) {

    public ProgrammaticElement {
        element = Map.copyOf(element);
        business = Map.copyOf(business);
    }

    /** Returns the name alone, since the values include a secret. */
    @Override
    public String toString() {
        return name.value();
    }
}
