package dev.saoma.emulator.world;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A closed set of names in JSON. */
public interface Named {

    /** Returns the name in JSON: lower case, words joined by {@code _}. */
    String label();

    /**
     * Returns the member of {@code type} with this label.
     *
     * @throws IllegalArgumentException naming the allowed labels
     */
    static <E extends Enum<E> & Named> E of(Class<E> type, String what, String label) {
        for (E member : type.getEnumConstants()) {
            if (member.label().equals(label)) {
                return member;
            }
        }
        throw new IllegalArgumentException(what + " must be one of "
                + Arrays.stream(type.getEnumConstants()).map(Named::label).collect(Collectors.joining(", ")) + ".");
    }
}
