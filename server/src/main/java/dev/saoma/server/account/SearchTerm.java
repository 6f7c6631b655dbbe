package dev.saoma.server.account;

import dev.saoma.identity.OpenId;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What accounts are searched by. Printed without its value, which is personal data. */
public sealed interface SearchTerm {

    /** The identifier of a user. */
    record ByUserId(UserId userId) implements SearchTerm {}

    /** An openid at any application. */
    record ByOpenId(OpenId openId) implements SearchTerm {}

    /** A unionid in any Open Platform account. */
    record ByUnionId(UnionId unionId) implements SearchTerm {}

    /** The beginning of a nickname, in any case and form. */
    record ByNickname(String beginning) implements SearchTerm {
        /** @throws IllegalArgumentException when it has no character, or more than 64 once it is folded */
        public ByNickname {
            if (NicknameKey.ofPrefix(beginning).isEmpty()) {
                throw new IllegalArgumentException("a nickname begins with 1 to 64 characters");
            }
        }

        NicknameKey prefix() {
            return NicknameKey.ofPrefix(beginning).orElseThrow();
        }

        @Override
        public String toString() {
            return "ByNickname";
        }
    }

    /** Every account. */
    record All() implements SearchTerm {}

    /** An account that fits any of the terms. */
    record AnyOf(List<SearchTerm> terms) implements SearchTerm {}

    /**
     * Returns the term for a text that may be a user id, an openid, a unionid or the beginning of a nickname.
     *
     * @throws IllegalArgumentException when it can be none of them
     */
    static SearchTerm any(String text) {
        String stripped = text.strip();
        List<SearchTerm> terms = Stream.<Function<String, SearchTerm>>of(
                        id -> new ByUserId(new UserId(id)),
                        id -> new ByOpenId(new OpenId(id)),
                        id -> new ByUnionId(new UnionId(id)),
                        ByNickname::new)
                .flatMap(form -> ifOfForm(form, stripped).stream())
                .toList();
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("neither an identifier nor the beginning of a nickname");
        }
        return new AnyOf(terms);
    }

    private static Optional<SearchTerm> ifOfForm(Function<String, SearchTerm> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
