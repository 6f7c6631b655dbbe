package dev.saoma.server.account;

import dev.saoma.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place of an account in the order of a search: by folded nickname, then by user id. */
record AccountCursor(NicknameKey key, String userId) implements Comparable<AccountCursor> {
    /** Before every account. */
    static final AccountCursor START = new AccountCursor(new NicknameKey(""), "");

    private static final int LONGEST = 1_100;

    /** @throws IllegalArgumentException when the text is not one of {@link #text} */
    static AccountCursor parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long for a cursor");
        }
        String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        // A user id has no control characters.
        int end = decoded.indexOf('\n');
        if (end < 0 || decoded.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new AccountCursor(
                new NicknameKey(decoded.substring(end + 1)), new UserId(decoded.substring(0, end)).value());
    }

    /** Returns the place as a text of letters, digits, - and _. */
    String text() {
        byte[] bytes = (userId + "\n" + key.value()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public int compareTo(AccountCursor other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : NicknameKey.compare(userId, other.userId);
    }
}
