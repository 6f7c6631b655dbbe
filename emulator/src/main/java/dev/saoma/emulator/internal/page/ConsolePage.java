package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Endpoint;
import dev.saoma.emulator.internal.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /_emulator/}: the console. One page and its scripts, which use the control API. */
public final class ConsolePage {

    private static final String FOLDER = "/_emulator/console/";
    private static final List<String> FILES = List.of(
            "saoma.css",
            "frame.css",
            "console.css",
            "console.js",
            "api.js",
            "dom.js",
            "form.js",
            "difference.js",
            "curl.js",
            "qrcodes.js",
            "requests.js",
            "faults.js",
            "clock.js",
            "settings.js",
            "apps.js",
            "users.js",
            "accounts.js",
            "state.js");

    private ConsolePage() {}

    /**
     * Returns the routes of the page and its files, and a redirect for the address without the last slash.
     *
     * @param origins origins whose pages may frame it, besides those of this machine
     */
    public static List<Route> routes(Set<String> origins) {
        Answer page = page(origins);
        Answer slash = Answer.text(302, "Found").header("Location", "/_emulator/");
        return Stream.concat(
                        Stream.of(
                                Route.get("/_emulator/", Endpoint.of(call -> page)),
                                Route.get("/_emulator", Endpoint.of(call -> slash))),
                        FILES.stream().map(ConsolePage::file))
                .toList();
    }

    private static Route file(String name) {
        Answer file = Assets.load("console/" + name);
        return Route.get(FOLDER + name, Endpoint.of(call -> file));
    }

    private static Answer page(Set<String> origins) {
        String html = Template.load("console/console.html")
                .fill(Map.of(
                        "endpoints", labels(target -> true),
                        "wordless", labels(target -> !target.speaksErrcode())));
        return Policy.framedLocally(html, origins);
    }

    private static Html labels(Predicate<Target> wanted) {
        return Html.text(
                Arrays.stream(Target.values()).filter(wanted).map(Target::label).collect(Collectors.joining(" ")));
    }
}
