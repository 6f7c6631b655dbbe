package dev.saoma.benchmark.console;

import dev.saoma.benchmark.database.ConsoleSite;
import dev.saoma.benchmark.load.Connection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of all lists of the administrator's API at a site of {@link ConsoleSite}: with each filter and with filters
 * together, at the beginning, in the middle, and where few rows or none pass. Each asks for 200 rows, the most.
 */
public final class ListPages {
    private static final String USERS = "/api/admin/users";
    private static final String AUDIT = "/api/admin/audit";
    private static final String FAILURES = "/api/admin/flow/failures";

    private final ConsoleSite.Size size;
    private final List<ListPage> all = new ArrayList<>();

    private ListPages(ConsoleSite.Size size) {
        this.size = size;
    }

    /** Returns the pages; asks a server for the places from which searches go on. */
    public static List<ListPage> of(ConsoleSite.Size size, Connection connection) throws IOException {
        var pages = new ListPages(size);
        pages.users();
        pages.searches(connection);
        pages.user();
        pages.organisations();
        pages.audit();
        pages.auditByMore();
        pages.flow();
        pages.others();
        return List.copyOf(pages.all);
    }

    private void users() {
        String middle = "after=" + ConsoleSite.user(size.people() / 2);
        get("users", "first", USERS, "");
        get("users", "middle", USERS, middle);
        get("users", "one, by `userId`", USERS, "userId=" + ConsoleSite.ROBOT);
        get("users", "enabled", USERS, "isActive=true");
        get("users", "disabled, one of 100", USERS, "isActive=false");
        get("users", "disabled, middle", USERS, "isActive=false&" + middle);
        get("users", "bound", USERS, "bound=true");
        get("users", "not bound", USERS, "bound=false");
        get("users", "bound, where nobody is", USERS, "bound=true&" + middle);
        get("users", "disabled and bound, where nobody is", USERS, "isActive=false&bound=true&" + middle);
    }

    private void searches(Connection connection) throws IOException {
        String person = "person " + "%08d".formatted(size.people() / 2).substring(0, 5);
        String middle = next(connection, "{\"nickname\":\"" + person + "\",\"limit\":1}");
        String alice = next(connection, "{\"nickname\":\"alice\",\"limit\":200}");
        search("all, first", "");
        search("all, middle", "\"after\":\"" + middle + "\"");
        search("by the beginning of a nickname", "\"nickname\":\"" + person + "\"");
        search("by one that most share", "\"nickname\":\"per\"");
        search("by the commonest nickname", "\"nickname\":\"alice\"");
        search("by that, second page", "\"nickname\":\"alice\",\"after\":\"" + alice + "\"");
        search("by a nickname of nobody", "\"nickname\":\"zz\"");
        search("disabled, one of 100", "\"isActive\":false");
        search("bound, where nobody is", "\"bound\":true,\"after\":\"" + middle + "\"");
        search("disabled and bound, where nobody is", "\"isActive\":false,\"bound\":true,\"after\":\"" + middle + "\"");
        search("by `userId`", "\"userId\":\"" + ConsoleSite.ROBOT + "\"");
        search("by `openid`", "\"openid\":\"oSaomaBenchmark0000000000011\"");
        search("by `unionid`", "\"unionid\":\"uSaomaBenchmark0000000000011\"");
        search("by `q`, an openid", "\"q\":\"oSaomaBenchmark0000000000011\"");
        search("by `q`, a nickname", "\"q\":\"" + person + "\"");
    }

    private static String next(Connection connection, String body) throws IOException {
        return new ListPage("", "", USERS + "/search", body).ask(connection).next();
    }

    private void user() {
        String robot = USERS + "/" + ConsoleSite.ROBOT;
        one("one user", "with organisations", robot);
        one("one user", "bindings", robot + "/bindings");
        one("one user", "100 sessions", robot + "/sessions");
    }

    private void organisations() {
        get("organisations", "first", "/api/admin/corps", "");
        get("organisations", "middle", "/api/admin/corps", "after=c_00000500");
        get("members", "of all, first", "/api/admin/corps/all/members", "");
        get(
                "members",
                "of all, middle",
                "/api/admin/corps/all/members",
                "after=" + ConsoleSite.user(size.people() / 2));
    }

    private void audit() {
        String middle = "before=" + size.events() / 2;
        get("audit", "first", AUDIT, "");
        get("audit", "middle", AUDIT, middle);
        get("audit", "up to a moment", AUDIT, "until=" + Instant.now().minus(Duration.ofDays(85)));
        get("audit", "sign-ins", AUDIT, "kind=signed_in");
        get("audit", "binds, one of 20", AUDIT, "kind=bound");
        get("audit", "binds, middle", AUDIT, "kind=bound&" + middle);
        get("audit", "conflicts, 40 in all", AUDIT, "kind=conflict");
        get("audit", "of a kind that is not there", AUDIT, "kind=forgotten");
        get("audit", "by the key, one of 1,000", AUDIT, "actor=key");
        get("audit", "by the key, middle", AUDIT, "actor=key&" + middle);
        get("audit", "by the system, 40 in all", AUDIT, "actor=system");
        get("audit", "by an actor that is not there", AUDIT, "actor=cli");
        get("audit", "by an administrator", AUDIT, "actor=user:" + ConsoleSite.ADMIN);
        get("audit", "of a user", AUDIT, "userId=" + ConsoleSite.user(11));
        get("audit", "of a robot, one of 40", AUDIT, "userId=" + ConsoleSite.ROBOT);
        get("audit", "of a user frequent long ago", AUDIT, "userId=" + ConsoleSite.FORMER);
        get("audit", "of a login method that is not there", AUDIT, "appId=wx0");
        get("audit", "of that, of a robot", AUDIT, "appId=wx0&userId=" + ConsoleSite.ROBOT);
        get("audit", "registrations, all long ago", AUDIT, "kind=registered");
        get("audit", "of a robot, middle", AUDIT, "userId=" + ConsoleSite.ROBOT + "&" + middle);
    }

    /** Filters together, each of which passes many rows, while both pass few or none. */
    private void auditByMore() {
        String robot = "userId=" + ConsoleSite.ROBOT;
        String admin = "actor=user:" + ConsoleSite.ADMIN;
        get("audit", "binds of the robot", AUDIT, "kind=bound&" + robot);
        get("audit", "conflicts of the robot", AUDIT, "kind=conflict&" + robot);
        get("audit", "by the robot, sign-ins", AUDIT, "kind=signed_in&actor=user:" + ConsoleSite.ROBOT);
        get("audit", "by the robot, binds", AUDIT, "kind=bound&actor=user:" + ConsoleSite.ROBOT);
        get("audit", "by the key, of the robot", AUDIT, "actor=key&" + robot);
        get("audit", "by the key, binds", AUDIT, "actor=key&kind=bound");
        get("audit", "by the administrator, unbinds", AUDIT, admin + "&kind=unbound");
        get("audit", "by the administrator, binds", AUDIT, admin + "&kind=bound");
        get("audit", "by the administrator, of the robot", AUDIT, admin + "&" + robot);
        get("audit", "by the key, invitations of the robot", AUDIT, "actor=key&kind=invited&" + robot);
    }

    private void flow() {
        get("attempts", "first", "/api/admin/flow", "");
        get("attempts", "with a code that none has", "/api/admin/flow", "code=wechat_busy");
        get("failures", "first", FAILURES, "");
        get("failures", "middle", FAILURES, "before=" + size.failures() / 2);
        get("failures", "of a common code", FAILURES, "code=rate_limited");
        get("failures", "of a rare code, 40 in all", FAILURES, "code=wechat_configuration");
        get("failures", "of a code of seven days ago", FAILURES, "code=wechat_unreachable");
        get("failures", "of a code that is not there", FAILURES, "code=wechat_busy");
        get("failures", "of an attempt", FAILURES, "attempt=0000000000000011");
        get("failures", "of an attempt and a code", FAILURES, "attempt=0000000000000011&code=rate_limited");
        one("counts", "24 hours", "/api/admin/flow/counts?hours=24");
        one("findings", "24 hours", "/api/admin/flow/findings?hours=24");
        one("counts", "an hour", "/api/admin/flow/counts?hours=1");
    }

    private void others() {
        one("login methods", "all", "/api/admin/elements");
        one("login methods", "200 versions", "/api/admin/elements/auths.loginTypes.MyWeChatLogin/versions");
        one("administrators", "all", "/api/admin/roles");
        one("nodes", "all", "/api/admin/nodes");
        one("settings", "all", "/api/admin/settings");
    }

    private void get(String list, String which, String path, String query) {
        one(list, which, path + "?limit=200" + (query.isEmpty() ? "" : "&" + query));
    }

    private void one(String list, String which, String path) {
        all.add(ListPage.get(list, which, path));
    }

    private void search(String which, String members) {
        String body = "{" + members + (members.isEmpty() ? "" : ",") + "\"limit\":200}";
        all.add(new ListPage("search", which, USERS + "/search", body));
    }
}
