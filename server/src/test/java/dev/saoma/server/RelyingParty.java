package dev.saoma.server;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client of a site's OpenID provider: its files, and its calls without cookies. */
final class RelyingParty {
    static final String SECRET = "CANARY_clientSecret_8b1f0c7d29e64a35";
    static final String VERIFIER = "CANARY-verifier-0123456789-0123456789-0123456789-0123";

    private final Site site;
    private final String id;
    private final String redirectUri;

    private RelyingParty(Site site, String id, String redirectUri) {
        this.site = site;
        this.id = id;
        this.redirectUri = redirectUri;
    }

    /** Registers a web client whose file has these members in addition to the usual ones. */
    static RelyingParty web(Site site, String id, String more) {
        return register(
                site,
                id,
                "https://" + id.toLowerCase(Locale.ROOT) + ".example/cb",
                "\"clientType\": \"web\", \"secretHash\": [\"sha256:" + sha256Hex(SECRET) + "\"]" + more);
    }

    /** Registers a client without a secret. */
    static RelyingParty spa(Site site, String id, String more) {
        return register(
                site, id, "https://" + id.toLowerCase(Locale.ROOT) + ".example/cb", "\"clientType\": \"spa\"" + more);
    }

    static RelyingParty register(Site site, String id, String redirectUri, String members) {
        write(site, id, redirectUri, members);
        return new RelyingParty(site, id, redirectUri);
    }

    /** Writes the files of a client, and lets the server take them over. */
    static void write(Site site, String id, String redirectUri, String members) {
        site.writeInApp(
                "auths/clients/" + id + "/e.json",
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"The " + id + "\",\"frontBundleEntry\":\"./" + id
                        + ".json\"}");
        site.writeInApp(
                "auths/clients/" + id + "/" + id + ".json",
                "{\"redirectUris\": [\"" + redirectUri + "\"], " + members + "}");
        site.server().app().elements().reload();
    }

    String id() {
        return id;
    }

    String redirectUri() {
        return redirectUri;
    }

    /** Returns the parameters of the usual authorization request; a test changes some. */
    Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        all.put("response_type", "code");
        all.put("client_id", id);
        all.put("redirect_uri", redirectUri);
        all.put("scope", "openid profile");
        all.put("state", "state-1");
        all.put("nonce", "nonce-1");
        all.put("code_challenge", challenge(VERIFIER));
        all.put("code_challenge_method", "S256");
        return all;
    }

    Reply authorize(Browser browser) {
        return authorize(browser, parameters());
    }

    Reply authorize(Browser browser, Map<String, String> parameters) {
        return browser.get("/oauth2/authorize?" + form(parameters));
    }

    /** Sends an authorization request, logs in if that is needed, and returns the response that redirects to the client. */
    Reply signIn(Browser browser, String person, Map<String, String> parameters) {
        Reply reply = authorize(browser, parameters);
        if (reply.header("Location").contains("/login?")) {
            String back = query(reply.header("Location")).get("returnTo");
            browser.login(site.code(person));
            return browser.get(URI.create(back).getPath());
        }
        return reply;
    }

    /** Returns the code of a login. */
    String code(Browser browser, String person) {
        return query(signIn(browser, person, parameters()).header("Location")).getOrDefault("code", "");
    }

    /** Returns the token response of a login. */
    Reply tokens(Browser browser, String person) {
        return redeem(code(browser, person));
    }

    Reply redeem(String code) {
        return token(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", redirectUri,
                "code_verifier", VERIFIER));
    }

    Reply refresh(String token) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    Reply token(Map<String, String> parameters) {
        return post("/oauth2/token", parameters);
    }

    /** Posts a form with the client's secret, or with the identifier of a client that has none. */
    Reply post(String path, Map<String, String> parameters) {
        boolean isPublic =
                !site.readInApp("auths/clients/" + id + "/" + id + ".json").contains("secretHash");
        if (isPublic) {
            var all = new LinkedHashMap<>(parameters);
            all.put("client_id", id);
            return http().form(path, form(all));
        }
        return http().form(path, form(parameters), basic(id, SECRET));
    }

    Reply userInfo(String accessToken) {
        return http().get("/oauth2/userinfo", "Authorization: Bearer " + accessToken);
    }

    Reply introspect(String token) {
        return post("/oauth2/introspect", Map.of("token", token));
    }

    /** Returns a caller without cookies. */
    HttpBrowser http() {
        return new HttpBrowser(site.server().publicUrl());
    }

    static String basic(String id, String secret) {
        return "Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> query(String address) {
        int mark = address.indexOf('?');
        return mark < 0
                ? Map.of()
                : Stream.of(address.substring(mark + 1).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> decoded(pair[0]), pair -> pair.length == 1 ? "" : decoded(pair[1])));
    }

    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
