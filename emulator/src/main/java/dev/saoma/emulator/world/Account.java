package dev.saoma.emulator.world;

/**
 * An Open Platform account: the owner of apps. A user has one unionid per account, shared by all its apps.
 *
 * @param id 1 to 64 letters, digits, {@code _} or {@code -}
 * @param name a name for display, 1 to 200 characters
 */
public record Account(String id, String name) {

    public Account {
        Shape.id("account id", id);
        Shape.text("account name", name, 200);
    }
}
