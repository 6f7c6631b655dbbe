package dev.saoma.emulator.world;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A closed set of words as they stand in JSON. */
public interface Named {

    /** The word in JSON: lower case, words joined by {@code _}. */
    String label();

    /**
     * The member of {@code type} with this label.
     *
     * @throws IllegalArgumentException naming the words that would have been right
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
