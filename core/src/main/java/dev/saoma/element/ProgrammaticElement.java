package dev.saoma.element;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An element that a program gives, in place of the two files of one in a folder.
 *
 * @param name the full name
 * @param element what {@code e.json} would hold
 * @param business what the business file would hold
 * @param keys how messages name a key of either, {@code authConfig.appId}, so that whoever set it finds it again
 */
public record ProgrammaticElement(
        ElementName name, Map<String, ?> element, Map<String, ?> business, UnaryOperator<String> keys) {

    public ProgrammaticElement {
        element = Map.copyOf(element);
        business = Map.copyOf(business);
    }

    /** The name alone: among the values is a secret. */
    @Override
    public String toString() {
        return name.value();
    }
}
