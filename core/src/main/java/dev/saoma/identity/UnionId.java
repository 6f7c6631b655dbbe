package dev.saoma.identity;

/**
 * WeChat's identifier of a person within one Open Platform account ({@code unionid}); case-sensitive, shortened when
 * printed.
 */
public record UnionId(String value) {
    /** @throws IllegalArgumentException when the text is not of the form {@code [A-Za-z0-9_-]{6,64}} */
    public UnionId {
        if (!IdentifierForm.isWord(value, 6, 64)) {
            throw new IllegalArgumentException("not a unionId: expected 6 to 64 letters, digits, _ or -");
        }
    }

    @Override
    public String toString() {
        return value.substring(0, 4) + "…";
    }
}
