package dev.saoma.servlet.internal.page;

import dev.saoma.servlet.internal.http.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the page shows on which a person decides whether to continue to a client.
 *
 * @param form where the decision is sent
 * @param scopes the scopes that are granted; {@code refresh} for a refresh token; those without a text are not shown
 * @param corps the organisations from which the person chooses when there are several
 */
public record Consent(
        Form form, Person person, Client client, Set<String> scopes, List<Corp> corps, Language language) {
    /**
     * The form of the page.
     *
     * @param id of the authorization request, a part of the form's address
     * @param session names the session whose user sees the page; it is sent with the form
     */
    public record Form(String id, String session) {}

    /**
     * The person who is logged in.
     *
     * @param name the nickname, which is untrusted
     * @param avatar its address; one that the page may not load is not shown
     */
    public record Person(String name, Optional<String> avatar) {}

    /**
     * The client.
     *
     * @param title for people
     * @param redirectUri the address to which the browser is sent
     */
    public record Client(String title, String redirectUri) {}

    /** An organisation of the person. */
    public record Corp(String corpId, String name, boolean isCurrent) {}
}
