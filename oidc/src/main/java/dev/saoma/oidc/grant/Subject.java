package dev.saoma.oidc.grant;

import dev.saoma.identity.UserId;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.client.RegisteredClients;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The claim {@code sub} of a user: the user id where that is 1 to 128 visible ASCII characters, else {@code u-} and a hash of it.
 * A user id that is a client's identifier, or that looks like such a hash, is hashed too, so that no two users, and no user and
 * client, have the same one.
 */
public record Subject(String value) {
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASHED = Pattern.compile("u-[A-Za-z0-9_-]{43}");

    /** Returns the subject of a user. */
    public static Subject of(UserId user, RegisteredClients clients) {
        String id = user.value();
        boolean isOwn = VISIBLE.matcher(id).matches()
                && !HASHED.matcher(id).matches()
                && !(CLIENT.matcher(id).matches()
                        && clients.find(new ClientId(id)).isPresent());
        return new Subject(
                isOwn ? id : "u-" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(id)));
    }

    @Override
    public String toString() {
        return value;
    }
}
