package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UnionId;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.logintype.IdentityMismatchException;
import dev.saoma.observe.Notifier;
import dev.saoma.secret.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The server calls of the Open Platform. A code is exchanged only once. A failure is recognised by {@code errcode}, with any
 * HTTP status, and a response without an identity is invalid. Thread-safe.
 */
public final class WeChatClient implements AutoCloseable {
    private static final int NICKNAME = 64;
    private static final Pattern RID = Pattern.compile("rid: ([0-9a-f-]{8,64})");
    private static final JsonReader JSON = JsonReader.ofDepth(8);

    private final WeChatSettings settings;
    private final WeChatHttp http;
    private final CallPermits permits;
    private final Notifier notifier;

    /** Creates a client whose calls are not observed. */
    public WeChatClient(WeChatSettings settings) {
        this(settings, Notifier.none());
    }

    /** Creates a client that connects at the first call, and that reports each call as a step. */
    public WeChatClient(WeChatSettings settings, Notifier notifier) {
        this(settings, notifier, InetAddress::getAllByName);
    }

    WeChatClient(WeChatSettings settings, Notifier notifier, NameLookups.Resolver names) {
        this.settings = settings;
        this.notifier = notifier;
        this.http = new WeChatHttp(settings, names);
        this.permits = new CallPermits(settings.inFlight());
    }

    /** Returns the addresses of WeChat and the limits of calls. */
    public WeChatSettings settings() {
        return settings;
    }

    /** The result of a code exchange. */
    record Token(
            Secret accessToken, OpenId openId, @Nullable UnionId unionId, boolean virtualVisitor) {}

    /** Calls {@code /sns/oauth2/access_token}. */
    Token exchange(AuthConfig app, String code, Deadline deadline) {
        JsonNode answer = call(
                "/sns/oauth2/access_token",
                query("appid", app.appId()) + "&"
                        + query("secret", app.appSecret().reveal()) + "&" + query("code", code)
                        + "&grant_type=authorization_code",
                deadline);
        String accessToken = text(answer, "access_token");
        if (accessToken.isEmpty()) {
            throw CallFailure.badAnswer("no access_token");
        }
        return new Token(
                Secret.of(accessToken),
                openId(answer),
                unionId(answer).orElse(null),
                isTrue(answer.path("is_snapshotuser")));
    }

    /**
     * Calls {@code /sns/userinfo} and returns the profile.
     *
     * @throws IdentityMismatchException when the profile is of another identity than the token
     */
    Profile profile(Token token, Deadline deadline) {
        JsonNode answer = call(
                "/sns/userinfo",
                query("access_token", token.accessToken().reveal()) + "&"
                        + query("openid", token.openId().value()) + "&lang=zh_CN",
                deadline);
        requireSame(token.openId().value(), text(answer, "openid"));
        requireSame(token.unionId() == null ? "" : token.unionId().value(), text(answer, "unionid"));
        openId(answer);
        unionId(answer);
        return new Profile(nickname(text(answer, "nickname")), avatar(text(answer, "headimgurl")));
    }

    /** WeChat documents the number 1, but its responses do not always have the documented types. */
    private static boolean isTrue(JsonNode flag) {
        boolean said = flag.isBoolean() && flag.booleanValue();
        return said || (flag.isString() && flag.stringValue().equalsIgnoreCase("true")) || flag.asInt(0) == 1;
    }

    private JsonNode call(String api, String query, Deadline deadline) {
        return notifier.step(notifier.child(api), () -> {
            String body;
            try (var permit = permits.acquire()) {
                body = http.get(URI.create(settings.api() + api + "?" + query), deadline);
            }
            return requireSuccess(api, parse(body));
        });
    }

    private static JsonNode requireSuccess(String api, JsonNode answer) {
        long errcode = errcode(answer);
        if (errcode != 0) {
            Matcher rid = RID.matcher(text(answer, "errmsg"));
            throw WeChatException.of(errcode, api, rid.find() ? rid.group(1) : "");
        }
        return answer;
    }

    static JsonNode parse(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (!answer.isObject()) {
                throw CallFailure.badAnswer("not a JSON object");
            }
            return answer;
        } catch (JacksonException e) {
            throw CallFailure.badAnswer("not JSON");
        }
    }

    private static long errcode(JsonNode answer) {
        JsonNode errcode = answer.path("errcode");
        if (errcode.isMissingNode() || errcode.isNull()) {
            return 0;
        }
        if (errcode.isIntegralNumber() && errcode.canConvertToLong()) {
            return errcode.longValue();
        }
        if (errcode.isString() && errcode.stringValue().matches("-?[0-9]{1,9}")) {
            return Long.parseLong(errcode.stringValue());
        }
        throw CallFailure.badAnswer("errcode is not a number");
    }

    private static OpenId openId(JsonNode answer) {
        try {
            return new OpenId(text(answer, "openid"));
        } catch (IllegalArgumentException e) {
            throw CallFailure.badAnswer("openid is missing or malformed");
        }
    }

    /** Requires that a named identifier is the expected one; a missing one is accepted. */
    private static void requireSame(String expected, String named) {
        if (!expected.isEmpty() && !named.isEmpty() && !named.equals(expected)) {
            throw new IdentityMismatchException(
                    ErrorCode.WECHAT_BAD_ANSWER, "userinfo named another person than the token");
        }
    }

    private static Optional<UnionId> unionId(JsonNode answer) {
        String text = text(answer, "unionid");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new UnionId(text));
        } catch (IllegalArgumentException e) {
            throw CallFailure.badAnswer("unionid is malformed");
        }
    }

    private static String text(JsonNode answer, String name) {
        JsonNode value = answer.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw CallFailure.badAnswer(name + " is not a text");
        }
        return value.stringValue();
    }

    private static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Removes invisible characters, and cuts by code points, so that no emoji is split. */
    static String nickname(String text) {
        return text.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .limit(NICKNAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Returns the address with https if its host is one of WeChat's avatar hosts, which support https; otherwise null. */
    static @Nullable String avatar(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean ours = uri.getHost() != null
                    && WeChatSettings.AVATAR_HOSTS.contains(uri.getHost().toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null
                    && uri.getPort() == -1;
            return web && ours && text.length() <= 512 ? "https://" + uri.getHost() + uri.getRawPath() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
