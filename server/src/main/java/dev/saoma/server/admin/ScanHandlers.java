package dev.saoma.server.admin;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.server.administrator.ConsoleAuthentication;
import dev.saoma.server.administrator.ScanHandover;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.AddressBuckets;
import dev.saoma.servlet.internal.limit.ClientAddressResolver;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.limit.SharedCounterClient;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.servlet.internal.security.TopLevelNavigation;
import dev.saoma.time.Ticker;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ends of a scan for a console that has an address of its own. */
final class ScanHandlers {
    private static final String PLACE = "/login/console";
    private static final Pattern CHALLENGE = Pattern.compile("challenge=([0-9a-f]{64})");

    private final ScanHandover handover;
    private final WebSettings site;
    private final ClientAddressResolver clients;
    private final AddressBuckets asked;

    /** @param site the settings of the public address */
    ScanHandlers(ScanHandover handover, WebSettings site, Ticker ticker) {
        ClientSettings limits = site.clients();
        this.handover = handover;
        this.site = site;
        this.clients = new ClientAddressResolver(limits.trustedProxies());
        this.asked = new AddressBuckets(
                "console scans",
                limits.limits().attempts(),
                ticker,
                new SharedCounterClient(limits.shared(), ticker::nanos));
    }

    private record AskedView(URI address) {
        @Override
        public String toString() {
            return "AskedView[***]";
        }
    }

    /** Returns the route of the console's address. */
    List<Route> atConsole(ConsoleAuthentication authentication) {
        return List.of(Route.plain(
                "POST", "/api/admin/session/scan", Guard.PUBLIC, ResponseKind.API, call -> ask(call, authentication)));
    }

    /** Returns the route of the public address. */
    List<Route> atSite() {
        return List.of(Route.plain("GET", PLACE, Guard.PUBLIC, ResponseKind.ERROR_PAGE, this::grant));
    }

    private Response ask(RoutedRequest call, ConsoleAuthentication authentication) {
        authentication.requireOwnPage(call.request());
        IpAddress address = clients.of(call.request());
        RateLimiter.require(asked.take(address).pause(), asked.name(), address.network());
        ScanHandover.Asked begun = handover.ask();
        return Response.json(201, new AskedView(begun.address())).withCookies(List.of(begun.cookie()));
    }

    /** Goes to the console with a code when the person has scanned in the last minutes, else to the login page, which comes back. */
    private Response grant(RoutedRequest call) {
        if (!TopLevelNavigation.is(call.request())) {
            throw new LoginException(ErrorCode.FORBIDDEN, "This address is for the navigation of a whole window.");
        }
        Matcher query =
                CHALLENGE.matcher(Objects.requireNonNullElse(call.request().getQueryString(), ""));
        if (!query.matches()) {
            throw RequestErrors.invalid("The console leads here, with a challenge.");
        }
        String challenge = query.group(1);
        handover.requireAsked(challenge);
        return to(call.authentication()
                .session()
                .filter(handover::isRecent)
                .map(session -> handover.grant(challenge, session).toString())
                .orElseGet(() -> login(challenge)));
    }

    private String login(String challenge) {
        String back = site.path() + PLACE + "?challenge=" + challenge;
        return site.path() + "/login?reauth&returnTo=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    private static Response to(String address) {
        return Response.empty(302, ResponseKind.ERROR_PAGE).with("Location", address);
    }
}
