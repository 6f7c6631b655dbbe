package dev.saoma.oidc.authorize;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of the response to an authorization request, each with {@code iss} (RFC 9207). */
public record AuthorizationResponse(ResponseTarget target, Map<String, String> parameters) {

    /** Returns the response with a code. */
    public static AuthorizationResponse ofCode(ResponseTarget target, String code, String issuer) {
        return of(target, Map.of("code", code), issuer);
    }

    /** Returns the response with an error. */
    public static AuthorizationResponse ofError(
            ResponseTarget target, String error, String description, String issuer) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        return of(target, parameters, issuer);
    }

    private static AuthorizationResponse of(ResponseTarget target, Map<String, String> first, String issuer) {
        var parameters = new LinkedHashMap<>(first);
        target.state().ifPresent(state -> parameters.put("state", state));
        parameters.put("iss", issuer);
        return new AuthorizationResponse(target, parameters);
    }

    /** Returns the redirect address with the parameters in its query. */
    public String location() {
        return withQuery(target.redirectUri(), parameters);
    }

    /** Returns an address with more parameters in its query. */
    public static String withQuery(String address, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        if (query.isEmpty()) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + query;
    }

    /** Some programs do not read a plus sign as a space. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "AuthorizationResponse[***]";
    }
}
