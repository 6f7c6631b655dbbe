package dev.saoma.emulator.world;

import java.util.List;

/**
 * A whole world as one value, for export and import. Immutable.
 *
 * @param accounts at most 1,000
 * @param apps at most 10,000
 * @param users at most 100,000
 */
public record WorldState(List<Account> accounts, List<App> apps, List<User> users) {

    public WorldState {
        accounts = List.copyOf(accounts);
        apps = List.copyOf(apps);
        users = List.copyOf(users);
    }
}
