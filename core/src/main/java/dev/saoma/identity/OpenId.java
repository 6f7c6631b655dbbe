package dev.saoma.identity;

/** WeChat's identifier of a person within one application ({@code openid}); case-sensitive, shortened when printed. */
public record OpenId(String value) {
    /** @throws IllegalArgumentException when the text is not of the form {@code [A-Za-z0-9_-]{6,64}} */
    public OpenId {
        if (!IdentifierForm.isWord(value, 6, 64)) {
            throw new IllegalArgumentException("not an openId: expected 6 to 64 letters, digits, _ or -");
        }
    }

    @Override
    public String toString() {
        return value.substring(0, 4) + "…";
    }
}
