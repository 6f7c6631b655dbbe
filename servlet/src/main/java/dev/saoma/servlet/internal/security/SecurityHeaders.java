package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.wechat.WeChatSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The security headers of each kind of response, computed once from the settings. */
public final class SecurityHeaders {
    private static final String NOTHING = "default-src 'none'; ";
    private static final String POLICY = "Content-Security-Policy";
    private static final String CLOSED = "base-uri 'none'; form-action 'none'; ";
    private static final String IMAGES =
            "img-src 'self' https://" + String.join(" https://", WeChatSettings.AVATAR_HOSTS);
    /** The component shows its QR code and its icons from data: URLs. */
    private static final String COMPONENT =
            "script-src 'self'; style-src 'self'; connect-src 'self'; " + IMAGES + " data:; ";

    private final Map<ResponseKind, Map<String, String>> byKind = new EnumMap<>(ResponseKind.class);

    /** Computes the headers from the addresses and origins of these settings. */
    public SecurityHeaders(WebSettings settings) {
        this(settings, Optional.empty());
    }

    /**
     * Computes the headers from the addresses and origins of these settings.
     *
     * @param otherOrigin the second origin of the same host, which may frame the callback page, and whose callback page the
     *     console may frame; empty for none
     */
    public SecurityHeaders(WebSettings settings, Optional<String> otherOrigin) {
        String other = otherOrigin.map(origin -> " " + origin).orElse("");
        for (ResponseKind kind : ResponseKind.values()) {
            byKind.put(kind, headers(kind, settings, other));
        }
    }

    /** Returns the headers of a kind, by name. A host sets the same on responses of its own. */
    public Map<String, String> of(ResponseKind kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    public void write(ResponseKind kind, HttpServletResponse response) {
        of(kind).forEach(response::setHeader);
    }

    /** Writes the headers of an answer's kind, with its own {@code form-action}. */
    public void write(Response answer, HttpServletResponse response) {
        write(answer.kind(), response);
        if (answer.kind() == ResponseKind.OAUTH_PAGE && answer.formScheme().isPresent()) {
            response.setHeader(
                    POLICY,
                    oauthPage("form-action 'self' " + answer.formScheme().get() + ":; "));
        }
    }

    private static Map<String, String> headers(ResponseKind kind, WebSettings settings, String other) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(POLICY, policy(kind, settings, other));
        // Browsers revalidate component files by their ETag, so that an upgrade never mixes two versions of them.
        headers.put("Cache-Control", kind == ResponseKind.ASSET ? "no-cache" : "no-store");
        if (kind != ResponseKind.CALLBACK_PAGE) {
            // Listed origins may frame the callback page, which X-Frame-Options cannot express, and it needs its
            // opener.
            headers.put("X-Frame-Options", "DENY");
            headers.put("Cross-Origin-Opener-Policy", opener(kind));
        }
        if (settings.isHttps()) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return Collections.unmodifiableMap(headers);
    }

    /** A page that opens WeChat's page in a popup must remain its opener. */
    private static String opener(ResponseKind kind) {
        return switch (kind) {
            case LOGIN_PAGE, ACCOUNT_PAGE, CONSOLE_PAGE -> "same-origin-allow-popups";
            case API, CALLBACK_PAGE, ERROR_PAGE, OAUTH, OAUTH_PAGE, FORM_POST_PAGE, ASSET -> "same-origin";
        };
    }

    private static String policy(ResponseKind kind, WebSettings settings, String other) {
        return switch (kind) {
            case API, OAUTH, ASSET -> NOTHING + CLOSED + "frame-ancestors 'none'";
            case ERROR_PAGE -> NOTHING + "style-src 'self'; img-src 'self'; " + CLOSED + "frame-ancestors 'none'";
            case OAUTH_PAGE -> oauthPage("form-action 'self'; ");
            // Browsers apply form-action to redirects too, and a client may redirect to any site.
            case FORM_POST_PAGE -> oauthPage("");
            case LOGIN_PAGE, ACCOUNT_PAGE -> framing(settings, "");
            case CONSOLE_PAGE ->
                framing(settings, other) + "; require-trusted-types-for 'script'; trusted-types lit-html";
            case CALLBACK_PAGE ->
                NOTHING + COMPONENT + CLOSED + "frame-ancestors " + String.join(" ", ancestors(settings)) + other;
        };
    }

    private static String oauthPage(String formAction) {
        return NOTHING + "script-src 'self'; style-src 'self'; " + IMAGES + "; base-uri 'none'; " + formAction
                + "frame-ancestors 'none'";
    }

    private static String framing(WebSettings settings, String other) {
        return NOTHING + COMPONENT + "frame-src 'self' " + settings.wechatPageOrigin() + other + "; " + CLOSED
                + "frame-ancestors 'none'";
    }

    private static List<String> ancestors(WebSettings settings) {
        var all = new ArrayList<String>();
        all.add("'self'");
        all.addAll(settings.allowedOrigins());
        return all;
    }
}
