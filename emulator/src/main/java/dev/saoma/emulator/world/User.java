package dev.saoma.emulator.world;

/**
 * A WeChat user.
 *
 * @param id names the user in the control API; 1 to 64 letters, digits, {@code _} or {@code -}. Never sent to an app
 * @param nickname any Unicode, up to 500 characters, may be empty
 * @param avatar an http(s) address, a path of the emulator beginning with {@code /}, or empty for none
 * @param unionid whether apps learn a unionid; sandbox accounts have none
 * @param status a frozen user scans but the server API returns {@code 50002}; a snapshot user is a virtual visitor
 */
public record User(String id, String nickname, String avatar, boolean unionid, UserStatus status) {

    public User {
        Shape.id("user id", id);
        if (nickname.length() > 500) {
            throw new IllegalArgumentException("nickname must have at most 500 characters.");
        }
        if (avatar.length() > 1000 || !(avatar.isEmpty() || avatar.matches("(https?:/)?/\\S*"))) {
            throw new IllegalArgumentException(
                    "avatar must be empty, a path beginning with /, or an http(s) address of at most 1000 characters.");
        }
    }

    /** Returns an active user with a unionid and a generated avatar. */
    public static User named(String id, String nickname) {
        return new User(id, nickname, "/mmopen/vi_32/" + id + "/132", true, UserStatus.ACTIVE);
    }
}
