package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.User;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One random order of calls, and a model of what each must lead to. Two users share two browsers. */
final class OidcOrder {
    private static final Duration PAUSE = Duration.ofSeconds(11);
    private static final Duration CODE = Duration.ofSeconds(60);
    private static final int CHECKED = 5;

    private final Site site;
    private final List<RelyingParty> clients;
    private final MovableClock clock;
    private final Random random;
    private final long seed;
    private final List<String> people;
    private final List<Browser> browsers;
    private final Map<Integer, Session> sessions = new HashMap<>();
    private final Map<String, String> users = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private final Set<String> unbound = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final List<Access> accesses = new ArrayList<>();
    private final List<Refresh> refreshes = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private int refused;

    private static final class Session {
        private final String person;
        private final String userId;
        private boolean alive = true;

        Session(String person, String userId) {
            this.person = person;
            this.userId = userId;
        }
    }

    private static final class Family {
        private final Session session;
        private boolean alive = true;

        Family(Session session) {
            this.session = session;
        }

        boolean isAlive() {
            return alive && session.alive;
        }
    }

    private static final class Waiting {
        private final RelyingParty client;
        private final String address;
        private String browser;
        private boolean taken;

        Waiting(String browser, RelyingParty client, String address) {
            this.browser = browser;
            this.client = client;
            this.address = address;
        }
    }

    private static final class Code {
        private final RelyingParty client;
        private final String text;
        private final Family family;
        private final Instant end;
        private boolean used;

        Code(RelyingParty client, String text, Session session, Instant end) {
            this.client = client;
            this.text = text;
            this.family = new Family(session);
            this.end = end;
        }
    }

    private static final class Access {
        private final RelyingParty client;
        private final String text;
        private final Family family;
        private boolean revoked;

        Access(RelyingParty client, String text, Family family) {
            this.client = client;
            this.text = text;
            this.family = family;
        }
    }

    private static final class Refresh {
        private final RelyingParty client;
        private final String text;
        private final Family family;
        private boolean replaced;

        Refresh(RelyingParty client, String text, Family family) {
            this.client = client;
            this.text = text;
            this.family = family;
        }
    }

    OidcOrder(Site site, List<RelyingParty> clients, MovableClock clock, long seed) {
        this.site = site;
        this.clients = clients;
        this.clock = clock;
        this.seed = seed;
        this.random = new Random(seed);
        this.people = List.of("a" + seed, "b" + seed);
        this.browsers = List.of(site.browser(), site.browser());
        people.forEach(person -> site.wechat().put(User.named(person, person)));
    }

    /** Returns how many calls were refused, as the model demanded. */
    int refused() {
        return refused;
    }

    /** Makes one random call. */
    void step() {
        clock.pass(PAUSE);
        switch (random.nextInt(16)) {
            case 0, 1 -> login(browser(), pick(people));
            case 2, 3, 4 -> authorize(browser(), pick(clients));
            case 5, 6 -> resume();
            case 7, 8, 9 -> redeem();
            case 10, 11 -> refresh();
            case 12 -> revoke();
            case 13 -> logout(browser());
            case 14 -> changeUser(pick(people));
            default -> unbind(pick(people));
        }
    }

    private int browser() {
        return random.nextInt(browsers.size());
    }

    private <T> T pick(List<T> all) {
        // The newest more often: most calls have to work.
        int from = random.nextBoolean() ? Math.max(0, all.size() - 2) : 0;
        return all.get(from + random.nextInt(all.size() - from));
    }

    private void did(String what) {
        done.add(what);
    }

    private String story() {
        return "seed " + seed + ": " + String.join(", ", done);
    }

    private void expect(Reply reply, boolean works, int status) {
        assertThat(reply.status()).as(story()).isEqualTo(works ? status : 400);
        refused += works ? 0 : 1;
    }

    private void login(int browser, String person) {
        Reply reply = browsers.get(browser).login(site.code(person));
        did("login " + person + " in " + browser + " " + reply.status());
        assertThat(reply.status() == 201)
                .as(story())
                .isEqualTo(!disabled.contains(person) && !unbound.contains(person));
        if (reply.status() == 201) {
            end(sessions.get(browser));
            String userId = reply.json().path("user").path("userId").asString();
            sessions.put(browser, new Session(person, userId));
        }
    }

    private static void end(Session session) {
        if (session != null) {
            session.alive = false;
        }
    }

    private Session session(int browser) {
        Session session = sessions.get(browser);
        return session != null && session.alive ? session : null;
    }

    private void authorize(int browser, RelyingParty client) {
        Reply reply = client.authorize(browsers.get(browser));
        did("authorize " + client.id() + " in " + browser);
        String location = reply.header("Location");
        Session session = session(browser);
        if (session == null) {
            assertThat(location).as(story()).startsWith("/login?");
            waiting.add(new Waiting(
                    identity(browser).substring(0, 64),
                    client,
                    RelyingParty.query(location).get("returnTo")));
        } else {
            code(location, client, session);
        }
    }

    private void code(String location, RelyingParty client, Session session) {
        assertThat(location).as(story()).startsWith(client.redirectUri() + "?code=");
        codes.add(new Code(
                client,
                RelyingParty.query(location).get("code"),
                session,
                clock.instant().plus(CODE)));
    }

    /** The first page after a login keeps the requests of the other tabs. */
    private void move(String browser, String now) {
        waiting.stream().filter(each -> each.browser.equals(browser)).forEach(each -> each.browser = now);
    }

    /** Returns the cookie that identifies a browser; a login changes it, and adds the former value. */
    private String identity(int browser) {
        return browsers.get(browser).cookies().entrySet().stream()
                .filter(cookie -> cookie.getKey().contains("saoma-attempt"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private void resume() {
        if (waiting.isEmpty()) {
            return;
        }
        Waiting one = pick(waiting);
        int browser = browser();
        did("continue " + waiting.indexOf(one) + " in " + browser);
        String before = identity(browser);
        Reply reply = browsers.get(browser).get(one.address);
        boolean isKnown = before.contains(one.browser) && !one.taken;
        if (isKnown && !before.startsWith(one.browser)) {
            move(one.browser, before.substring(0, one.browser.length()));
        }
        expect(reply, isKnown, 303);
        Session session = session(browser);
        if (isKnown && session != null) {
            one.taken = true;
            code(reply.header("Location"), one.client, session);
        } else if (isKnown) {
            assertThat(reply.header("Location")).as(story()).startsWith("/login?");
        }
    }

    private void redeem() {
        if (codes.isEmpty()) {
            return;
        }
        Code code = pick(codes);
        boolean isOwn = random.nextInt(5) > 0;
        RelyingParty client = isOwn ? code.client : clients.get(code.client == clients.get(0) ? 1 : 0);
        did("redeem " + codes.indexOf(code) + " by " + client.id());
        boolean isGood = !code.used && clock.instant().isBefore(code.end);
        boolean works = isGood && isOwn && code.family.session.alive;
        Reply reply = client.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code.text,
                "redirect_uri",
                code.client.redirectUri(),
                "code_verifier",
                RelyingParty.VERIFIER));
        expect(reply, works, 200);
        if (works) {
            keep(reply, client, code.family);
        } else if (code.used) {
            code.family.alive = false;
        }
        code.used = code.used || isGood;
    }

    private void keep(Reply tokens, RelyingParty client, Family family) {
        accesses.add(new Access(client, tokens.text("access_token"), family));
        refreshes.add(new Refresh(client, tokens.text("refresh_token"), family));
    }

    private void refresh() {
        if (refreshes.isEmpty()) {
            return;
        }
        Refresh token = pick(refreshes);
        did("refresh " + refreshes.indexOf(token));
        boolean works = token.family.isAlive() && !token.replaced;
        Reply reply = token.client.refresh(token.text);
        expect(reply, works, 200);
        if (!works && token.replaced && token.family.isAlive()) {
            token.family.alive = false;
        } else if (works) {
            token.replaced = token.client == clients.get(1);
            keep(reply, token.client, token.family);
        }
    }

    private void revoke() {
        if (accesses.isEmpty()) {
            return;
        }
        boolean isRefresh = random.nextBoolean();
        Access access = pick(accesses);
        Refresh refresh = pick(refreshes);
        RelyingParty client = pick(clients);
        did("revoke " + (isRefresh ? "refresh " + refreshes.indexOf(refresh) : "access " + accesses.indexOf(access))
                + " by " + client.id());
        assertThat(client.post("/oauth2/revoke", Map.of("token", isRefresh ? refresh.text : access.text))
                        .status())
                .isEqualTo(200);
        if (isRefresh && refresh.client == client) {
            refresh.family.alive = false;
        } else if (!isRefresh && access.client == client) {
            access.revoked = true;
        }
    }

    private void logout(int browser) {
        did("logout " + browser);
        browsers.get(browser).delete("/api/session");
        end(sessions.get(browser));
    }

    private void endAll(String person) {
        sessions.values().stream().filter(one -> one.person.equals(person)).forEach(OidcOrder::end);
    }

    private void changeUser(String person) {
        boolean isBack = disabled.contains(person);
        did((isBack ? "enable " : "disable ") + person);
        String userId = userId(person);
        if (userId.isEmpty()) {
            return;
        }
        site.admin().call("PATCH", "/api/admin/users/" + userId, "{\"isActive\":" + isBack + "}");
        if (isBack) {
            disabled.remove(person);
        } else {
            disabled.add(person);
            endAll(person);
        }
    }

    /** The WeChat does not log in again until its user binds it. */
    private void unbind(String person) {
        String userId = userId(person);
        did("unbind " + person);
        if (userId.isEmpty() || disabled.contains(person) || unbound.contains(person)) {
            return;
        }
        assertThat(site.admin()
                        .post(
                                "/api/admin/users/" + userId + "/bindings/" + Site.INSTANCE + "/unbind",
                                "{\"force\":true}")
                        .status())
                .as(story())
                .isEqualTo(200);
        endAll(person);
        unbound.add(person);
    }

    private String userId(String person) {
        sessions.values().stream()
                .filter(one -> one.person.equals(person) && one.alive)
                .forEach(one -> users.put(person, one.userId));
        return users.getOrDefault(person, "");
    }

    /** Compares the newest tokens with the model. */
    void check() {
        people.forEach(this::userId);
        for (Access access : newest(accesses)) {
            boolean works = !access.revoked && access.family.isAlive();
            Reply reply = access.client.userInfo(access.text);
            String what = story() + "; access token " + accesses.indexOf(access);
            assertThat(reply.status()).as(what).isEqualTo(works ? 200 : 401);
            if (works) {
                assertThat(reply.text("sub")).as(what).isEqualTo(access.family.session.userId);
            }
        }
        for (Refresh refresh : newest(refreshes)) {
            if (refresh.client == clients.get(0)) {
                assertThat(refresh.client
                                .introspect(refresh.text)
                                .json()
                                .path("active")
                                .asBoolean())
                        .as(story() + "; refresh token " + refreshes.indexOf(refresh))
                        .isEqualTo(refresh.family.isAlive());
            }
        }
    }

    private static <T> List<T> newest(List<T> all) {
        return all.subList(Math.max(0, all.size() - CHECKED), all.size());
    }
}
