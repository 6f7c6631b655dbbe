package dev.saoma.identity;

import dev.saoma.ExtensionPoint;
import java.util.List;

/** An application's organisations. Called by many threads, never inside a transaction of Saoma's. */
@ExtensionPoint
public interface OrganizationDirectory {

    /** The organisations that the user is an active member of, sorted by name; empty when there are none. */
    List<Corp> of(UserId user);

    /** No organisations at all. */
    static OrganizationDirectory none() {
        return user -> List.of();
    }
}
