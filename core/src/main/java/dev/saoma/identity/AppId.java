package dev.saoma.identity;

/** WeChat's identifier of an application ({@code appid}); case-sensitive. */
public record AppId(String value) {
    /** @throws IllegalArgumentException when the text is not of the form {@code [A-Za-z0-9_-]{1,64}} */
    public AppId {
        if (!IdentifierForm.isWord(value, 1, 64)) {
            throw new IllegalArgumentException("not an appId: expected 1 to 64 letters, digits, _ or -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
