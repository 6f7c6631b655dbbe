package dev.saoma.servlet.internal.page;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.Consent.Corp;
import dev.saoma.servlet.internal.page.HtmlTemplate.Part;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The pages between an OAuth client and the login. They work without scripts, in the language of the person. */
public final class OAuthPages {
    static final HtmlTemplate FORM_POST = HtmlTemplate.named("oauth-form-post");

    private static final HtmlTemplate CONSENT = HtmlTemplate.named("oauth-consent");
    private static final HtmlTemplate CONTINUE = HtmlTemplate.named("oauth-continue");
    private static final HtmlTemplate LOGOUT = HtmlTemplate.named("oauth-logout");
    private static final HtmlTemplate LOGGED_OUT = HtmlTemplate.named("oauth-logged-out");

    private static final HtmlTemplate FIELD =
            new HtmlTemplate("<input type=\"hidden\" name=\"{{name}}\" value=\"{{value}}\">\n");
    private static final HtmlTemplate AVATAR =
            new HtmlTemplate("<img src=\"{{address}}\" alt=\"\" referrerpolicy=\"no-referrer\">");
    private static final HtmlTemplate POINT = new HtmlTemplate("<li>{{text}}</li>\n");
    private static final HtmlTemplate CORP = new HtmlTemplate("<p class=\"muted corp\">{{name}}</p>\n");
    private static final HtmlTemplate CORPS =
            new HtmlTemplate("<fieldset class=\"corps\"><legend>{{which}}</legend>\n{{choices}}</fieldset>\n");
    private static final HtmlTemplate CHOICE = new HtmlTemplate("<label><input type=\"radio\" name=\"corp\""
            + " value=\"{{id}}\"{{checked}}><span class=\"corp\">{{name}}</span></label>\n");

    /** The scopes with a text, in the order of the page. */
    private static final List<String> SCOPES = List.of("openid", "profile", "corp", "groups", "wechat", "refresh");

    private static final Part CHECKED = new Part(" checked");

    private final String base;
    private final String site;
    private final Map<Language, PageTexts> texts = new EnumMap<>(Language.class);

    public OAuthPages(WebSettings settings) {
        this.base = settings.path();
        this.site = settings.publicUrl().getHost();
        for (Language language : Language.values()) {
            texts.put(language, new PageTexts("oauth", language));
        }
    }

    /**
     * Returns the page that asks whether to continue. Its form is sent to {@code /oauth2/authorize/{id}} with {@code decision},
     * {@code continue}, {@code switch} or {@code cancel}, and with {@code corp} when there is a choice.
     */
    public Response consent(Consent consent) {
        PageTexts words = words(consent.language());
        RedirectTarget target = RedirectTarget.of(consent.client().redirectUri());
        String name = ShownName.of(consent.person().name(), words.of("person"));
        var values = Map.of(
                "name", name,
                "client", consent.client().title(),
                "host", target.shown(),
                "initial", ShownName.initial(name),
                "id", consent.form().id(),
                "session", consent.form().session());
        String goes = target.isOnDevice() ? "consent.device" : "consent.web";
        var parts = Map.of(
                "title", words.template("consent.title").part(values),
                "question", words.template("consent.question").part(values),
                "goes", words.template(goes).part(values),
                "avatar", avatar(consent.person().avatar()),
                "corps", corps(consent.corps(), words),
                "scopes", scopes(consent, words));
        Response page = page(ResponseKind.OAUTH_PAGE, CONSENT, words, values, parts);
        return target.privateScheme().map(page::withFormScheme).orElse(page);
    }

    private static Part avatar(Optional<String> address) {
        return address.filter(one -> one.startsWith("https://"))
                .map(one -> AVATAR.part(Map.of("address", one)))
                .orElse(Part.NONE);
    }

    private static Part corps(List<Corp> corps, PageTexts words) {
        if (corps.size() < 2) {
            return Part.of(corps.stream()
                    .map(corp -> CORP.part(Map.of("name", corp.name())))
                    .toList());
        }
        List<Part> choices = corps.stream().map(OAuthPages::choice).toList();
        return CORPS.part(Map.of("which", words.of("consent.corps")), Map.of("choices", Part.of(choices)));
    }

    private static Part choice(Corp corp) {
        return CHOICE.part(
                Map.of("id", corp.corpId(), "name", ShownName.of(corp.name(), corp.corpId())),
                Map.of("checked", corp.isCurrent() ? CHECKED : Part.NONE));
    }

    private static Part scopes(Consent consent, PageTexts words) {
        return Part.of(SCOPES.stream()
                .filter(consent.scopes()::contains)
                .map(scope -> POINT.part(Map.of("text", words.of("scope." + scope))))
                .toList());
    }

    /**
     * Returns the response to a form of these pages that sends the browser on to a client. A redirect would be subject to the
     * page's {@code form-action} at every further hop, and a client may redirect to any site. So this is a page that continues by
     * itself, but for the private scheme of a native application, behind which there are no hops.
     *
     * @param location the redirect address with its parameters
     */
    public Response continueTo(String location, Language language) {
        RedirectTarget target = RedirectTarget.of(location);
        if (target.privateScheme().isPresent()) {
            return Response.seeOther(ResponseKind.OAUTH_PAGE, location);
        }
        PageTexts words = words(language);
        var values = Map.of("location", location, "host", target.shown());
        var parts = Map.of("goes", words.template("post.goes").part(values));
        return page(ResponseKind.OAUTH_PAGE, CONTINUE, words, values, parts);
    }

    /**
     * Returns the page that asks whether to log out. Its form is sent to {@code /oauth2/logout} with {@code decision=logout}.
     *
     * @param client the title of the client that asks for it; empty when it is not known
     */
    public Response confirmLogout(Optional<String> client, Language language) {
        return logout(LOGOUT, "logout", client, language);
    }

    /**
     * Returns the page that says that the user is logged out.
     *
     * @param client the title of the client that asked for it; empty when it is not known
     */
    public Response loggedOut(Optional<String> client, Language language) {
        return logout(LOGGED_OUT, "out", client, language);
    }

    private Response logout(HtmlTemplate template, String key, Optional<String> client, Language language) {
        PageTexts words = words(language);
        var values = Map.of("site", site, "client", client.orElse(""));
        String hint = key + (client.isPresent() ? ".client" : ".hint");
        var parts = Map.of(
                "title", words.template(key + ".title").part(values),
                "question", words.template(key + ".question").part(values),
                "hint", words.template(hint).part(values));
        return page(ResponseKind.OAUTH_PAGE, template, words, values, parts);
    }

    /**
     * Returns the page that sends an authorization response by {@code form_post}.
     *
     * @param action the redirect address
     * @param fields the parameters of the response, by name
     */
    public Response formPost(String action, Map<String, String> fields, Language language) {
        PageTexts words = words(language);
        RedirectTarget target = RedirectTarget.of(action);
        List<Part> inputs = fields.entrySet().stream()
                .map(field -> FIELD.part(Map.of("name", field.getKey(), "value", field.getValue())))
                .toList();
        var values = Map.of("action", action, "host", target.shown());
        var parts = Map.of(
                "fields", Part.of(inputs), "goes", words.template("post.goes").part(values));
        return page(ResponseKind.FORM_POST_PAGE, FORM_POST, words, values, parts);
    }

    /** Fills a template; the texts that it names are those of the language. */
    private Response page(
            ResponseKind kind,
            HtmlTemplate template,
            PageTexts words,
            Map<String, String> more,
            Map<String, Part> parts) {
        var values = new HashMap<>(more);
        values.put("base", base);
        values.put("lang", words.language().tag());
        template.places()
                .filter(place -> place.startsWith("text."))
                .forEach(place -> values.put(place, words.of(place.substring("text.".length()))));
        return Response.page(200, kind, template.fill(values, parts))
                .with("Content-Language", words.language().tag())
                .with("Vary", "Accept-Language");
    }

    private PageTexts words(Language language) {
        return Objects.requireNonNull(texts.get(language));
    }
}
