package dev.saoma.server.admin;

import dev.saoma.identity.OpenId;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.server.account.SearchTerm;
import dev.saoma.server.account.SearchTerm.ByNickname;
import dev.saoma.server.account.SearchTerm.ByOpenId;
import dev.saoma.server.account.SearchTerm.ByUnionId;
import dev.saoma.server.account.SearchTerm.ByUserId;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import java.util.List;
import java.util.function.Function;

/** Reads what a search is by: one member of the body, or none for all users. Messages never show its value. */
final class SearchTerms {
    private static final int LONGEST = 256;
    private static final String WECHAT = "6 to 64 letters, digits, - and _";

    private record Form(String name, String expected, Function<String, SearchTerm> read) {}

    private static final List<Form> FORMS = List.of(
            new Form("userId", "1 to 128 characters on one line", text -> new ByUserId(new UserId(text))),
            new Form("openid", WECHAT, text -> new ByOpenId(new OpenId(text))),
            new Form("unionid", WECHAT, text -> new ByUnionId(new UnionId(text))),
            new Form("nickname", "1 to 64 characters on one line", ByNickname::new),
            new Form("q", "1 to 128 characters on one line", SearchTerm::any));

    private SearchTerms() {}

    static SearchTerm read(JsonBody body) {
        List<Form> given = FORMS.stream().filter(form -> body.has(form.name())).toList();
        if (given.isEmpty()) {
            return new SearchTerm.All();
        }
        if (given.size() > 1) {
            throw RequestErrors.invalid("Give one of userId, openid, unionid, nickname and q, or none for all users.");
        }
        Form form = given.get(0);
        String text = body.anyText(form.name()).orElse("");
        try {
            if (text.length() <= LONGEST
                    && !RequestBodies.INVISIBLE.matcher(text).find()) {
                return form.read().apply(text);
            }
        } catch (IllegalArgumentException e) {
            // Refused below, without the value.
        }
        throw RequestErrors.invalid(form.name() + " must be " + form.expected() + ".");
    }
}
