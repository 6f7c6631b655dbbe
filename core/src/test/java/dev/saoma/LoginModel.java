package dev.saoma;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A short model of the rules: the owner of each WeChat, and the sessions and rights that may exist. */
final class LoginModel {

    /** A person's WeChat at an app. */
    record Seen(String app, String person) {}

    /** A session opened by a binding's row, as the model knows it. */
    static final class Signed {
        final String user;
        final long row;
        final Instant opened;
        Instant used;
        boolean ended;

        Signed(String user, long row, Instant now) {
            this.user = user;
            this.row = row;
            this.opened = now;
            this.used = now;
        }
    }

    /** A login code or a bind ticket. */
    static final class Right {
        final Browser browser;
        final Seen seen;
        final String user;
        final long row;
        final Instant until;
        boolean gone;

        Right(Browser browser, Seen seen, String user, long row, Instant until) {
            this.browser = browser;
            this.seen = seen;
            this.user = user;
            this.row = row;
            this.until = until;
        }

        boolean usable(Browser by, Instant now) {
            return !gone && by == browser && now.isBefore(until);
        }
    }

    private record Row(String user, long id) {}

    final List<Signed> sessions = new ArrayList<>();
    final List<Right> rights = new ArrayList<>();
    private final Map<Seen, Row> rows = new HashMap<>();
    private final Set<String> unlinked = new HashSet<>();
    private final Set<String> bound = new HashSet<>();
    private final Set<String> disabled = new HashSet<>();
    private long rowIds;

    /** Returns the user bound to this WeChat at this app, or null if there is no row. */
    String userAt(Seen seen) {
        return rows.containsKey(seen) ? rows.get(seen).user() : null;
    }

    long rowAt(Seen seen) {
        return rows.get(seen).id();
    }

    /** Returns the user that a scan resolves to: by its row, or by a row at another app unless the user unbound here. */
    String scanned(Seen seen) {
        String known = owner(seen.person());
        boolean here = rows.containsKey(seen);
        return here || (known != null && !unlinked.contains(seen.app() + " " + known)) ? known : null;
    }

    private String owner(String person) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().person().equals(person))
                .map(row -> row.getValue().user())
                .findFirst()
                .orElse(null);
    }

    boolean mayBind(String user, Seen seen) {
        boolean free = owner(seen.person()) == null || owner(seen.person()).equals(user);
        boolean same = rows.entrySet().stream()
                .filter(row -> row.getValue().user().equals(user))
                .allMatch(row -> row.getKey().person().equals(seen.person()));
        return free && same && !disabled.contains(user);
    }

    boolean mayRegister(String user, Seen seen) {
        return owner(seen.person()) == null && !bound.contains(user);
    }

    boolean isDisabled(String user) {
        return disabled.contains(user);
    }

    void row(String user, Seen seen) {
        rows.putIfAbsent(seen, new Row(user, ++rowIds));
        bound.add(user);
    }

    void bind(String user, Seen seen, Signed kept) {
        boolean again = rows.containsKey(seen);
        row(user, seen);
        if (again) {
            return;
        }
        unlinked.remove(seen.app() + " " + user);
        sessions.stream().filter(s -> s.user.equals(user) && s != kept).forEach(s -> s.ended = true);
        rights.stream().filter(right -> user.equals(right.user)).forEach(right -> right.gone = true);
    }

    void unbind(String user, String app) {
        rights.stream()
                .filter(right -> user.equals(right.user) && right.seen.app().equals(app))
                .forEach(right -> right.gone = true);
        rows.entrySet().removeIf(row -> {
            boolean goes =
                    row.getKey().app().equals(app) && row.getValue().user().equals(user);
            if (goes) {
                unlinked.add(app + " " + user);
                long id = row.getValue().id();
                sessions.stream().filter(s -> s.row == id).forEach(s -> s.ended = true);
            }
            return goes;
        });
    }

    void able(String user, boolean able) {
        if (able) {
            disabled.remove(user);
        } else {
            disabled.add(user);
        }
    }

    /** Whether a session must be valid; null if both are allowed because its user was disabled recently. */
    Boolean live(Signed signed, Instant now) {
        boolean ended = signed.ended
                || !now.isBefore(signed.opened.plus(Duration.ofHours(12)))
                || !now.isBefore(signed.used.plus(Duration.ofMinutes(30)));
        return ended ? Boolean.FALSE : disabled.contains(signed.user) ? null : Boolean.TRUE;
    }

    boolean stillBound(Right right) {
        return Objects.equals(userAt(right.seen), right.user) && rowAt(right.seen) == right.row;
    }
}
