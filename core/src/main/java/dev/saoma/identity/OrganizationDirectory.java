package dev.saoma.identity;

import dev.saoma.ExtensionPoint;
import java.util.List;

/** An application's organisations. Called by many threads, never inside a transaction of Saoma. */
@ExtensionPoint
public interface OrganizationDirectory {

    /** Returns the organisations of which the user is an active member, sorted by name. */
    List<Corp> of(UserId user);

    /** Returns a directory without organisations. */
    static OrganizationDirectory none() {
        return user -> List.of();
    }
}
