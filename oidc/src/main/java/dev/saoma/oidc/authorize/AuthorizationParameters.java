package dev.saoma.oidc.authorize;

import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.problem.OAuthError;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of an authorization request whose client and redirect address are good. */
record AuthorizationParameters(
        RegisteredClient client, String redirectUri, FormParameters parameters, IdTokenHints hints) {
    private static final int LONGEST = 2_048;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final String INSTANCE = "instance:";

    /**
     * Checks all parameters.
     *
     * @throws AuthorizationException for the first fault
     */
    AuthorizationRequest request() {
        ResponseTarget target = target();
        requireSupported(target);
        return new AuthorizationRequest(
                client.id(),
                target,
                scope(target),
                opaque(target, "nonce"),
                challenge(target),
                new AuthenticationRules(
                        prompts(target),
                        maxAge(target),
                        subject(target),
                        find("login_hint")
                                .filter(hint -> hint.startsWith(INSTANCE))
                                .map(hint -> hint.substring(INSTANCE.length()))),
                find("ui_locales").flatMap(Language::ofLocales));
    }

    private Optional<String> find(String name) {
        return parameters.find(name);
    }

    private ResponseTarget target() {
        var bare = new ResponseTarget(redirectUri, ResponseMode.QUERY, Optional.empty());
        var plain = new ResponseTarget(redirectUri, ResponseMode.QUERY, opaque(bare, "state"));
        String mode = find("response_mode").orElse(ResponseMode.QUERY.code());
        return Stream.of(ResponseMode.values())
                .filter(one -> one.code().equals(mode))
                .findFirst()
                .map(one -> new ResponseTarget(redirectUri, one, plain.state()))
                .orElseThrow(() -> invalid(plain, "response_mode must be query or form_post."));
    }

    private void requireSupported(ResponseTarget target) {
        requireMissing(target, "request", OAuthError.REQUEST_NOT_SUPPORTED);
        requireMissing(target, "request_uri", OAuthError.REQUEST_URI_NOT_SUPPORTED);
        requireMissing(target, "registration", OAuthError.REGISTRATION_NOT_SUPPORTED);
        String type = find("response_type").orElseThrow(() -> invalid(target, "response_type is missing."));
        if (!type.equals("code")) {
            throw refused(target, OAuthError.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code.");
        }
    }

    private void requireMissing(ResponseTarget target, String name, OAuthError error) {
        if (find(name).isPresent()) {
            throw refused(target, error, "The parameter " + name + " is not supported.");
        }
    }

    private Set<String> words(String name) {
        return Stream.of(find(name).orElse("").split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> scope(ResponseTarget target) {
        Set<String> requested = words("scope");
        if (!requested.contains("openid")) {
            throw refused(target, OAuthError.INVALID_SCOPE, "scope must contain openid.");
        }
        return client.tokens().scopes().stream().filter(requested::contains).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> opaque(ResponseTarget target, String name) {
        return find(name).map(text -> {
            if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw invalid(target, name + " must have at most 2048 characters and no control characters.");
            }
            return text;
        });
    }

    private Optional<String> challenge(ResponseTarget target) {
        Optional<String> challenge = find("code_challenge");
        Optional<String> method = find("code_challenge_method");
        if (challenge.isEmpty() && method.isEmpty()) {
            if (client.isPublic() || client.tokens().requiresPkce()) {
                throw invalid(
                        target,
                        "code_challenge is missing: this client must use PKCE, with code_challenge_method=S256.");
            }
            return challenge;
        }
        if (challenge.isEmpty() || method.filter("S256"::equals).isEmpty()) {
            throw invalid(target, "code_challenge and code_challenge_method=S256 must come together.");
        }
        if (!CHALLENGE.matcher(challenge.get()).matches()) {
            throw invalid(target, "code_challenge must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~.");
        }
        return challenge;
    }

    private Set<Prompt> prompts(ResponseTarget target) {
        Set<Prompt> prompts = words("prompt").stream()
                .flatMap(text -> Prompt.of(text).stream())
                .collect(Collectors.toUnmodifiableSet());
        if (prompts.contains(Prompt.NONE) && words("prompt").size() > 1) {
            throw invalid(target, "prompt=none must be the only prompt.");
        }
        return prompts;
    }

    private Optional<Duration> maxAge(ResponseTarget target) {
        return find("max_age").map(text -> {
            if (!SECONDS.matcher(text).matches()) {
                throw invalid(target, "max_age must be a number of seconds.");
            }
            return Duration.ofSeconds(Long.parseLong(text));
        });
    }

    private Optional<String> subject(ResponseTarget target) {
        return find("id_token_hint")
                .map(hint -> hints.read(hint)
                        .filter(known -> known.client().equals(client.id()))
                        .map(IdTokenHints.IdTokenHint::subject)
                        .orElseThrow(() ->
                                invalid(target, "id_token_hint is not an ID token of this provider for this client.")));
    }

    private AuthorizationException invalid(ResponseTarget target, String description) {
        return refused(target, OAuthError.INVALID_REQUEST, description);
    }

    private AuthorizationException refused(ResponseTarget target, OAuthError error, String description) {
        return new AuthorizationException(client.id(), target, error, description);
    }
}
