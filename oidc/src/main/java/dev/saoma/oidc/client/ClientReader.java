package dev.saoma.oidc.client;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.identity.CorpId;
import dev.saoma.oidc.client.RegisteredClient.Addresses;
import dev.saoma.oidc.client.RegisteredClient.EntryRules;
import dev.saoma.oidc.client.RegisteredClient.TokenRules;
import dev.saoma.oidc.key.SigningAlgorithm;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads clients from their files: elements below {@code auths.clients.ClientType}. Keys that are unknown have no effect. Without
 * state.
 */
public final class ClientReader {
    /** The Type of clients in the built-in app. */
    public static final ElementName TYPE = new ElementName("auths.clients.ClientType");

    /** The scopes that a client may list. */
    public static final List<String> SCOPES =
            List.of("openid", "profile", "corp", "groups", "wechat", "email", "phone", "address");

    private static final String OPENID = "openid";
    private static final List<String> DEFAULT_SCOPES = List.of(OPENID, "profile");
    private static final Duration USUAL_LIFE = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Pattern LIFE = Pattern.compile("([0-9]{1,4})([smh])");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
    private static final Map<String, ClientType> TYPES =
            new TreeMap<>(Map.of("web", ClientType.WEB, "spa", ClientType.SPA, "native", ClientType.NATIVE));
    private static final Map<String, SigningAlgorithm> ALGORITHMS =
            new TreeMap<>(Map.of("RS256", SigningAlgorithm.RS256, "ES256", SigningAlgorithm.ES256));
    private static final Map<String, Boolean> PKCE = new TreeMap<>(Map.of("required", true, "optional", false));

    private final RedirectUriRules rules;

    /** @param mode plain http on loopback is for web and spa clients in development only */
    public ClientReader(Mode mode) {
        this.rules = new RedirectUriRules(mode == Mode.PRODUCTION);
    }

    /**
     * Checks all clients of an app.
     *
     * @throws ConfigException as {@link #read(Elements)}
     */
    public void check(Elements elements) {
        read(elements);
    }

    /**
     * Reads all clients of an app, in the order of their identifiers.
     *
     * @throws ConfigException naming the file and key at fault; it carries any other faults
     */
    public List<RegisteredClient> read(Elements elements) {
        return readByName(elements).values().stream()
                .sorted(Comparator.comparing(client -> client.id().value()))
                .toList();
    }

    /**
     * Reads all clients of an app, in the order of the names of their elements.
     *
     * @throws ConfigException as {@link #read(Elements)}
     */
    public Map<ElementName, RegisteredClient> readByName(Elements elements) {
        var faults = new ArrayList<ConfigException>();
        var clients = new LinkedHashMap<ElementName, RegisteredClient>();
        var files = new HashMap<String, String>();
        for (ElementDefinition definition : elements.descendants(TYPE)) {
            var file = new ClientFile(definition.business());
            RegisteredClient client = read(definition, file);
            String id = client.id().value();
            String other = files.putIfAbsent(id, definition.business().file());
            if (other != null) {
                file.add("clientId", "is " + id + ", which is the one of " + other + " too");
            }
            clients.put(definition.name(), client);
            faults.addAll(file.faults());
        }
        if (!faults.isEmpty()) {
            throw ConfigException.of(faults);
        }
        return clients;
    }

    private RegisteredClient read(ElementDefinition definition, ClientFile file) {
        ClientType type = type(file);
        String name = definition.name().simple();
        Addresses addresses = addresses(file, type);
        return new RegisteredClient(
                file.parsed("clientId", file.text("clientId").or(() -> Optional.of(name)), ClientId::new)
                        // Only a client without faults is returned.
                        .orElseGet(() -> new ClientId("-")),
                definition.title(),
                type,
                ClientSecrets.read(file, type),
                addresses,
                tokens(file, type),
                new EntryRules(
                        file.limit(
                                "instances",
                                text(INSTANCE, "must be the name of a login method, such as MyWeChatLogin")),
                        file.limit("corps", CorpId::new),
                        confirms(file, type, addresses),
                        file.flag("isActive", true)));
    }

    private static ClientType type(ClientFile file) {
        if (!file.has("clientType")) {
            file.add("clientType", "is required: web, spa or native");
        }
        return file.choice("clientType", TYPES).orElse(ClientType.WEB);
    }

    private Addresses addresses(ClientFile file, ClientType type) {
        Function<String, RedirectUri> redirect = address -> {
            refuse(rules.refusal(type, address));
            return type == ClientType.NATIVE ? RedirectUri.ofNative(address) : new RedirectUri(address);
        };
        if (!file.has("redirectUris")) {
            file.add("redirectUris", "is required: the addresses to which users return after the login");
        }
        return new Addresses(
                List.copyOf(file.limit("redirectUris", redirect)),
                List.copyOf(file.all("postLogoutRedirectUris", redirect)),
                file.parsed("backchannelLogoutUri", file.text("backchannelLogoutUri"), address -> {
                    refuse(rules.backchannelRefusal(address));
                    return URI.create(address);
                }));
    }

    private static void refuse(Optional<String> reason) {
        reason.ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    private static TokenRules tokens(ClientFile file, ClientType type) {
        boolean requiresPkce = file.choice("pkce", PKCE).orElse(true);
        if (!requiresPkce && !type.isConfidential()) {
            file.add("pkce", "must be required, since a client of this type has no secret");
        }
        return new TokenRules(
                scopes(file),
                file.flag("refresh"),
                requiresPkce,
                file.choice("idTokenAlg", ALGORITHMS).orElse(SigningAlgorithm.RS256),
                file.parsed("idTokenLife", file.text("idTokenLife"), ClientReader::life)
                        .orElse(USUAL_LIFE),
                file.flag("placeholderEmail"));
    }

    private static Set<String> scopes(ClientFile file) {
        if (!file.has("scopes")) {
            return Collections.unmodifiableSet(new LinkedHashSet<>(DEFAULT_SCOPES));
        }
        Set<String> scopes = file.limit("scopes", scope -> {
            if (!SCOPES.contains(scope)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", SCOPES));
            }
            return scope;
        });
        if (!scopes.isEmpty() && !scopes.contains(OPENID)) {
            file.add("scopes", "must contain openid");
        }
        return scopes;
    }

    private static Duration life(String text) {
        Matcher form = LIFE.matcher(text);
        if (form.matches()) {
            long count = Long.parseLong(form.group(1));
            Duration life = switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
            if (life.compareTo(Duration.ofMinutes(1)) >= 0 && life.compareTo(LONGEST_LIFE) <= 0) {
                return life;
            }
        }
        throw new IllegalArgumentException("must be a duration from 1m to 1h, such as 600s or 10m");
    }

    /** Any program of the device can listen on loopback or claim a private scheme, so the user is asked (RFC 8252, 8.6). */
    private static boolean confirms(ClientFile file, ClientType type, Addresses addresses) {
        boolean canBeImpersonated = type == ClientType.NATIVE
                && addresses.redirectUris().stream()
                        .anyMatch(address -> !address.value().startsWith("https://"));
        boolean confirms = file.flag("confirm", canBeImpersonated);
        if (canBeImpersonated && !confirms) {
            file.add("confirm", "must be true for an address that other programs of the device can take");
        }
        return confirms;
    }

    private static UnaryOperator<String> text(Pattern form, String problem) {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException(problem);
            }
            return text;
        };
    }
}
