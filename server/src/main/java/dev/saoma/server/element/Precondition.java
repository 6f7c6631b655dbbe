package dev.saoma.server.element;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The version of an element that an administrator has seen. */
public sealed interface Precondition {

    /** There was no such element. */
    record Absent() implements Precondition {}

    /** One of these versions. */
    record Seen(List<String> etags) implements Precondition {}

    /**
     * Reads the headers of a request.
     *
     * @throws LoginException {@code precondition_required} when there is none of them; {@code invalid_request} for another form
     */
    static Precondition of(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        if (ifMatch.isPresent() == ifNoneMatch.isPresent()) {
            throw new LoginException(
                    ErrorCode.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the version that you change, or If-None-Match: * to create one.");
        }
        if (ifNoneMatch.isPresent()) {
            if (!ifNoneMatch.get().strip().equals("*")) {
                throw new LoginException(ErrorCode.INVALID_REQUEST, "If-None-Match must be *.");
            }
            return new Absent();
        }
        return new Seen(Arrays.stream(ifMatch.orElseThrow().split(","))
                .map(tag -> tag.strip().replaceFirst("^\"(.*)\"$", "$1"))
                .toList());
    }

    /** Returns whether the present version is the one that was seen. */
    default boolean holds(Optional<StoredElement> present) {
        return this instanceof Seen seen
                ? present.filter(
                                element -> seen.etags().contains(element.texts().etag()))
                        .isPresent()
                : present.isEmpty();
    }
}
