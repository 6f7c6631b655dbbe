package dev.saoma.oidc.client;

import dev.saoma.servlet.internal.http.WebOrigin;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for addresses in a client's file. They hold once, when the file is read, so that requests are compared as text.
 *
 * @param isProduction whether plain http is refused for clients that are not native
 */
record RedirectUriRules(boolean isProduction) {
    private static final int LONGEST = 2_000;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern WEB = Pattern.compile("(https?://[^/?]+)([/?].*)?");
    private static final Pattern LOCALHOST = Pattern.compile("http://localhost:[1-9][0-9]{0,4}([/?].*)?");
    /** A dot, as in a reversed domain name, keeps away javascript:, data: and the like. */
    private static final Pattern PRIVATE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+:/.*");
    /** Response parameters that an address must not have already: the client could not tell which one is the provider's. */
    private static final Set<String> RESERVED =
            Set.of("code", "state", "iss", "error", "error_description", "error_uri", "response");
    /** What browsers and servers read in different ways, with the name of each for messages. */
    private static final List<String> AMBIGUOUS = List.of("#", "\\", "..", "*", "%0");

    /** Returns why a client of this type cannot have an address; empty when it can. */
    Optional<String> refusal(ClientType type, String address) {
        return form(address).or(() -> place(type, address)).or(() -> query(address));
    }

    /** Returns why logout tokens cannot be sent to an address; empty when they can. */
    Optional<String> backchannelRefusal(String address) {
        return form(address).or(() -> web(address));
    }

    private static Optional<String> form(String address) {
        if (address.length() > LONGEST || !VISIBLE.matcher(address).matches()) {
            return Optional.of("must be 1 to 2,000 visible ASCII characters");
        }
        return AMBIGUOUS.stream()
                .filter(address::contains)
                .findFirst()
                .map(part ->
                        "must not contain " + part + "; write the address as the client sends it, without a pattern");
    }

    private Optional<String> place(ClientType type, String address) {
        return type == ClientType.NATIVE ? ofNative(address) : web(address);
    }

    private Optional<String> web(String address) {
        Optional<WebOrigin> origin = origin(address);
        if (origin.isEmpty()) {
            return Optional.of(
                    "must begin with https:// and a host name or address, in ASCII, without a user name before it");
        }
        if (origin.get().isHttps() || (!isProduction && origin.get().isLoopback())) {
            return Optional.empty();
        }
        return Optional.of("must begin with https://; http is for loopback while saoma.mode is development");
    }

    private static Optional<String> ofNative(String address) {
        boolean isKnown = RedirectUri.ofNative(address).anyPort()
                || LOCALHOST.matcher(address).matches()
                || PRIVATE.matcher(address).matches()
                || origin(address).filter(WebOrigin::isHttps).isPresent();
        return isKnown
                ? Optional.empty()
                : Optional.of(
                        "must be http://127.0.0.1/… or http://[::1]/…, which match any port, http://localhost:PORT/…,"
                                + " an address of https, or one of a scheme with a dot, such as com.example.app:/callback");
    }

    private static Optional<String> query(String address) {
        int begin = address.indexOf('?');
        return begin < 0
                ? Optional.empty()
                : Stream.of(address.substring(begin + 1).split("[&;]"))
                        .map(RedirectUriRules::name)
                        .filter(RESERVED::contains)
                        .findFirst()
                        .map(name -> "must not have " + name + " in its query, which is a parameter of the response");
    }

    /** Returns the name of a parameter in lower case; an unreadable one as it is written. */
    private static String name(String parameter) {
        String name = parameter.replaceFirst("=.*", "");
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Returns the origin of an address of http or https. */
    static Optional<WebOrigin> origin(String address) {
        Matcher web = WEB.matcher(address);
        return web.matches() ? WebOrigin.parse(web.group(1)) : Optional.empty();
    }
}
